namespace MoTE.Indexing.Search.Export;

/// <summary>A moment as a line of a list that leaves the archive.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Source">What its file is called, or where it is.</param>
/// <param name="Start">Where the moment starts, from the start of the video.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Relevance">How sure it is that it shows what was asked for, 0 to 1.</param>
/// <param name="Score">Cosine of its best segment and what was asked for, -1 to 1.</param>
/// <param name="Link">Address that plays it.</param>
public sealed record ListedMoment(string VideoId, string Title, string Source, TimeSpan Start, TimeSpan End, float Relevance, float Score, string Link);
