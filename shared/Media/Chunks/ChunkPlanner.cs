using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>Divides a video into chunks at keyframes, without decoding it. Safe to share between threads.</summary>
public sealed class ChunkPlanner
{
    private readonly MediaProbe _probe;

    /// <summary>Creates a planner.</summary>
    /// <param name="options">Bounds; the defaults when left out.</param>
    public ChunkPlanner(MediaOptions? options = null) => _probe = new MediaProbe(options);

    /// <summary>Probes a file, lists its packets and plans its chunks.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is to be divided.</param>
    /// <param name="cancellationToken">Kills ffprobe.</param>
    /// <exception cref="UserErrorException">The file is not a video that can be read; one sentence says why.</exception>
    public async Task<ChunkPlan> PlanAsync(string path, ChunkOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var info = await _probe.ProbeAsync(path, cancellationToken).ConfigureAwait(false);
        var timeline = await _probe.ReadTimelineAsync(path, info, cancellationToken).ConfigureAwait(false);
        return new ChunkPlan(path, info, timeline, Divide(timeline, IsSeekable(info, timeline), options.ChunkLength), options);
    }

    internal static IReadOnlyList<ChunkRange> Divide(VideoTimeline timeline, bool seekable, TimeSpan length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        var times = timeline.FrameTimes;
        List<int> starts = [0];
        foreach (var key in seekable ? timeline.KeyFrames : [])
        {
            // The last chunk is not a short one, but up to half as long again as the others.
            if (times[key] - times[starts[^1]] >= length && timeline.End - times[key] >= length / 2) starts.Add(key);
        }

        return
        [
            .. starts.Select((start, number) =>
            {
                var next = number + 1 < starts.Count ? starts[number + 1] : times.Count;
                return new ChunkRange(number, start, next - start, times[start], next < times.Count ? times[next] : timeline.End);
            }),
        ];
    }

    // Every picture of an animation is marked as a keyframe, although it is drawn over those before it.
    private static bool IsSeekable(VideoStreamInfo info, VideoTimeline timeline) => timeline.IsSeekable && info.Codec is not ("gif" or "apng");
}
