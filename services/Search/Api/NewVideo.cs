using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Search.Api;

/// <summary>A video to be fetched from an address.</summary>
/// <param name="Url">An http or https address.</param>
/// <param name="Title">A name for people; the file's name when missing.</param>
/// <param name="Collection">The collection to put it into; the default one when missing.</param>
/// <param name="Tags">Free words beside it.</param>
public sealed record NewVideo(
    [property: Required, StringLength(Limits.Address)] string Url,
    [property: StringLength(Limits.Title)] string? Title,
    [property: StringLength(Limits.Collection)] string? Collection,
    IReadOnlyDictionary<string, string>? Tags);

/// <summary>A video was asked for; <c>ingest</c> events with this number tell what becomes of it.</summary>
/// <param name="RequestId">The number.</param>
public sealed record AcceptedVideo(Guid RequestId);
