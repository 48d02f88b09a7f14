namespace MoTE.Indexing.Search.Events;

/// <summary>What became of a request to take in a video.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="VideoId">The video; null while its bytes are not known.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why it was rejected, in one sentence; null otherwise.</param>
internal sealed record IngestNews(Guid RequestId, string? VideoId, Domain.VideoState State, string? Reason);

/// <summary>A video that is gone.</summary>
/// <param name="VideoId">The video.</param>
internal sealed record DeletedNews(string VideoId);
