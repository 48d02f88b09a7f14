using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Api;

/// <summary>Which videos are listed.</summary>
internal sealed record VideosParameters(
    [property: Description("Only videos in this state.")]
    [property: AllowedValues(null, "received", "probed", "embedding", "searchable", "rejected", ErrorMessage = "state is received, probed, embedding, searchable or rejected.")]
    string? State = null,
    [property: Description("Only videos of this collection.")]
    [property: StringLength(Limits.Collection, ErrorMessage = "A collection's name has at most 100 characters.")]
    string? Collection = null,
    [property: Description("Only videos whose title contains this text, whatever its case.")]
    [property: StringLength(Limits.Title, ErrorMessage = "A title has at most 300 characters.")]
    string? Title = null,
    [property: Description("Most videos in this answer.")]
    [property: Range(1, VideosParameters.MostVideos, ErrorMessage = "limit is a whole number from 1 to 200.")]
    int Limit = 50,
    [property: Description("The next of the answer before, asked with the same other parameters.")]
    [property: StringLength(Limits.Cursor, ErrorMessage = "This is no cursor: take the next of an earlier answer.")]
    string? Cursor = null)
{
    public const int MostVideos = 200;

    /// <summary>The state that <see cref="State"/> names; null for all.</summary>
    public VideoState? InState => State is null ? null : Enum.Parse<VideoState>(State, ignoreCase: true);
}
