namespace MoTE.Indexing.Domain;

/// <summary>How many videos a catalogue holds under one model.</summary>
/// <param name="ByState">Videos in each state that has any.</param>
/// <param name="ByCollection">Videos in each collection that has any, in ordinal order of its name.</param>
public sealed record VideoCounts(IReadOnlyDictionary<VideoState, int> ByState, IReadOnlyList<CollectionCount> ByCollection);
