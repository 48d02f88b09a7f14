namespace MoTE.Indexing.Benchmarks.Pipeline;

/// <summary>What one configuration took.</summary>
/// <param name="VideoSeconds">Length of the film.</param>
/// <param name="Segments">Segments that it was cut into.</param>
/// <param name="DecodeSeconds">Decoding and cutting alone.</param>
/// <param name="EncodeSeconds">As many views through the model alone.</param>
/// <param name="WholeSeconds">From the request until the video is searchable.</param>
internal sealed record PipelineTimes(double VideoSeconds, int Segments, double DecodeSeconds, double EncodeSeconds, double WholeSeconds)
{
    /// <summary>How much longer the whole takes than its slowest part: 1 when the others hide behind it.</summary>
    public double Ratio => WholeSeconds / Math.Max(DecodeSeconds, EncodeSeconds);
}
