namespace MoTE.Indexing.Cli.Rebuilding;

/// <summary>What <c>mote reindex --json</c> prints.</summary>
/// <param name="Videos">Videos that were indexed anew; the same video under two models counts twice.</param>
/// <param name="Segments">Segments in the index.</param>
/// <param name="Unfinished">Identities of those videos whose vectors are not all there.</param>
internal sealed record ReindexAnswer(int Videos, int Segments, IReadOnlyList<string> Unfinished);
