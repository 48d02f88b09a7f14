namespace MoTE.Indexing.Benchmarks.Pipeline;

/// <summary>What one configuration took.</summary>
/// <param name="VideoSeconds">Length of the film.</param>
/// <param name="Segments">Segments that it was cut into.</param>
/// <param name="Decode">Decoding and cutting alone.</param>
/// <param name="Encode">As many views through the model alone.</param>
/// <param name="Whole">From the request until the video is searchable.</param>
internal sealed record PipelineTimes(double VideoSeconds, int Segments, PartTimes Decode, PartTimes Encode, PartTimes Whole)
{
    /// <summary>Seconds that the slower part takes alone: no overlap is faster.</summary>
    public double LongerPart => Math.Max(Decode.Seconds, Encode.Seconds);

    /// <summary>Seconds that the work of both parts takes when every processor is busy all the time: no overlap is faster than that either.</summary>
    public double Processors => (Decode.ProcessorSeconds + Encode.ProcessorSeconds) / Environment.ProcessorCount;
}
