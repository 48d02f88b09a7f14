using MoTE.Indexing.Soak.Verdicts;

namespace MoTE.Indexing.Soak;

/// <summary>What came of many videos at once.</summary>
/// <param name="Files">How many.</param>
/// <param name="AcceptTook">Until all were accepted.</param>
/// <param name="WorkTook">From the first until all were done.</param>
/// <param name="Peaks">Most memory of each service, in bytes.</param>
/// <param name="BrokerPeak">Most memory of the broker, in bytes.</param>
/// <param name="QueuePeakBytes">Most bytes of messages in one queue.</param>
/// <param name="Processor">Processor time of each service.</param>
/// <param name="Embedded">Chunks that each worker embedded.</param>
/// <param name="Verdict">What it came to.</param>
internal sealed record FloodResult(
    int Files,
    TimeSpan AcceptTook,
    TimeSpan WorkTook,
    IReadOnlyDictionary<string, long> Peaks,
    long BrokerPeak,
    long QueuePeakBytes,
    IReadOnlyDictionary<string, TimeSpan> Processor,
    IReadOnlyDictionary<string, int> Embedded,
    Verdict Verdict);
