using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Indexing.Rebuilding;

/// <summary>Counts what a rebuild has done.</summary>
/// <param name="further">Told of each video as well; null for nobody.</param>
internal sealed class RebuildTally(IProgress<RebuildProgress>? further) : IProgress<RebuildProgress>
{
    private readonly Lock _lock = new();
    private readonly List<string> _unfinished = [];
    private int _unfinishedCount;
    private long _segments;
    private RebuildProgress? _last;

    public void Report(RebuildProgress value)
    {
        lock (_lock)
        {
            _last = value;
            _segments += value.Video.Segments;
            _unfinishedCount += value.Video.IsWhole ? 0 : 1;
            if (!value.Video.IsWhole && _unfinished.Count < Rebuild.UnfinishedMost)
                _unfinished.Add(value.Video.Id.Value);
        }

        further?.Report(value);
    }

    /// <summary>The rebuild with what was counted.</summary>
    public Rebuild WriteInto(Rebuild rebuild)
    {
        lock (_lock)
        {
            return rebuild with
            {
                Videos = _last?.Done ?? 0,
                Found = _last?.Found ?? 0,
                Segments = _segments,
                UnfinishedCount = _unfinishedCount,
                Unfinished = [.. _unfinished],
            };
        }
    }
}
