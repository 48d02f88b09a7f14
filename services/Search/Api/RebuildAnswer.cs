using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Api;

/// <summary>A rebuild of the index.</summary>
/// <param name="Id">Tells it from others.</param>
/// <param name="State">asked (nobody has begun it yet), running, stopping, done, stopped or failed.</param>
/// <param name="Videos">Videos that are done; the same video under two models counts twice.</param>
/// <param name="Found">Videos that were found so far.</param>
/// <param name="Segments">Segments of the videos that are done.</param>
/// <param name="UnfinishedCount">Videos that lack vectors.</param>
/// <param name="Unfinished">Identities of those, 1000 at most.</param>
/// <param name="Reason">Why it failed, in one sentence; null otherwise.</param>
/// <param name="AskedAt">When somebody asked for it.</param>
/// <param name="EndedAt">When it ended; null before.</param>
public sealed record RebuildAnswer(
    Guid Id, RebuildState State, int Videos, int Found, long Segments, int UnfinishedCount, IReadOnlyList<string> Unfinished, string? Reason, DateTimeOffset AskedAt, DateTimeOffset? EndedAt)
{
    /// <summary>What a client is told of a rebuild.</summary>
    internal static RebuildAnswer Of(Rebuild rebuild) => new(
        rebuild.Id,
        rebuild.State,
        rebuild.Videos,
        rebuild.Found,
        rebuild.Segments,
        rebuild.UnfinishedCount,
        rebuild.Unfinished,
        rebuild.Reason,
        rebuild.AskedAt,
        rebuild.EndedAt);
}
