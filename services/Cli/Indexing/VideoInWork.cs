using MoTE.Indexing.Contracts;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>A video that is in work, and the requests that wait for it: the same bytes may have been named twice.</summary>
internal sealed class VideoInWork
{
    public List<IndexJob> Jobs { get; } = [];

    public VideoProgress Progress { get; set; } = new(0, 1, TimeSpan.Zero, TimeSpan.Zero);

    public StageTimes Times { get; set; } = new();
}
