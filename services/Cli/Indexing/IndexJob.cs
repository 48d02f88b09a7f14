using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>A video on its way through the pipeline. One stage at a time owns it: reading until it is handed over, embedding from then on.</summary>
/// <param name="source">The file.</param>
/// <param name="video">Its catalogue entry when it was received.</param>
/// <param name="started">Time stamp of its first byte.</param>
internal sealed class IndexJob(string source, Video video, long started)
{
    public string Source { get; } = source;

    public long Started { get; } = started;

    /// <summary>The catalogue entry as it is now.</summary>
    public Video Video { get; set; } = video;

    /// <summary>Segments embedded so far, in order.</summary>
    public List<EmbeddedSegment> Segments { get; } = [];
}
