using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Search.Api;

/// <summary>Which part of a video a clip is.</summary>
internal sealed record ClipParameters(
    [property: Description("Where it starts, in milliseconds from the start of the video.")]
    [property: Required(ErrorMessage = "startMs is missing: give where the clip starts, in milliseconds.")]
    [property: Range(0, Limits.DurationMs, ErrorMessage = "startMs is a whole number of milliseconds, 0 or more.")]
    long? StartMs = null,
    [property: Description("Where it ends, in milliseconds; later than startMs.")]
    [property: Required(ErrorMessage = "endMs is missing: give where the clip ends, in milliseconds.")]
    [property: Range(1, Limits.DurationMs, ErrorMessage = "endMs is a whole number of milliseconds, 1 or more.")]
    long? EndMs = null) : IValidatableObject
{
    /// <summary>Where it starts.</summary>
    public TimeSpan Start => TimeSpan.FromMilliseconds(StartMs!.Value);

    /// <summary>How long it is.</summary>
    public TimeSpan Length => TimeSpan.FromMilliseconds(EndMs!.Value - StartMs!.Value);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EndMs <= StartMs)
            yield return new ValidationResult("endMs lies behind startMs.");
    }
}
