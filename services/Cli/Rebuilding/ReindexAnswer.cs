namespace MoTE.Indexing.Cli.Rebuilding;

/// <summary>What <c>mote reindex --json</c> prints.</summary>
/// <param name="Videos">Videos that were indexed anew; the same video under two models counts twice.</param>
/// <param name="Segments">Segments in the index.</param>
/// <param name="UnfinishedCount">Those videos whose vectors are not all there.</param>
/// <param name="Unfinished">Identities of those; a server names 1000 at most.</param>
internal sealed record ReindexAnswer(int Videos, long Segments, int UnfinishedCount, IReadOnlyList<string> Unfinished);
