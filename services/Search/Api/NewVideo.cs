using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Search.Api;

/// <summary>A video to be fetched from an address.</summary>
public sealed record NewVideo
{
    /// <summary>An http or https address.</summary>
    [Required(ErrorMessage = "url is missing: give the http or https address of a video.")]
    [StringLength(Limits.Address, ErrorMessage = "An address has at most 2000 characters.")]
    [WebAddress]
    public string? Url { get; init; }

    /// <summary>A name for people; the file's name when missing.</summary>
    [StringLength(Limits.Title, ErrorMessage = "A title has at most 300 characters.")]
    public string? Title { get; init; }

    /// <summary>The collection to put it into; the default one when missing.</summary>
    [StringLength(Limits.Collection, ErrorMessage = "A collection's name has at most 100 characters.")]
    public string? Collection { get; init; }

    /// <summary>Free words beside it.</summary>
    [TagMap]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
