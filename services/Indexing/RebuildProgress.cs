namespace MoTE.Indexing.Indexing;

/// <summary>How far a rebuild is.</summary>
/// <param name="Video">The video that was done last.</param>
/// <param name="Done">Videos that are done; the same video under two models counts twice.</param>
/// <param name="Found">Videos that were found so far, rejected ones among them.</param>
public sealed record RebuildProgress(RebuiltVideo Video, int Done, int Found);
