using MoTE.Indexing.Soak.Faults;
using MoTE.Indexing.Soak.Verdicts;

namespace MoTE.Indexing.Soak;

/// <summary>What happened in a run, and what it came to.</summary>
/// <param name="Faults">All that struck, in their order.</param>
/// <param name="TriesAgain">How often whoever handed a file in had to try again.</param>
/// <param name="RefusedRequests">Requests to Elasticsearch that were answered with 429 or 503.</param>
/// <param name="Peaks">Most memory of each service, in bytes.</param>
/// <param name="LoadTook">From the first file until the last was accepted.</param>
/// <param name="SettleTook">From then until everything was done.</param>
/// <param name="Verdict">What it came to.</param>
internal sealed record SoakResult(
    IReadOnlyList<StruckFault> Faults, int TriesAgain, int RefusedRequests, IReadOnlyDictionary<string, long> Peaks, TimeSpan LoadTook, TimeSpan SettleTook, Verdict Verdict);
