using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search;

/// <summary>A moment that answers shall be like, in place of a phrase.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="At">A time in it, from its start; the segment that plays then is the example.</param>
public sealed record SearchExample(VideoId VideoId, TimeSpan At);
