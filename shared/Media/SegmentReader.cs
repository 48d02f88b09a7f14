using System.Runtime.CompilerServices;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>Streams once through a video and hands over, segment by segment, what was made of the sampled frames.</summary>
/// <remarks>
/// The number of frames is taken from the file's packets, not from its headers. Where decoding finds another number (a damaged file), the segments
/// that were complete stand, and the rest is planned anew from the frames that did decode and read in a second run.
/// </remarks>
public sealed class SegmentReader
{
    private readonly MediaOptions _options;
    private readonly FrameDecoder _decoder;
    private readonly MediaProbe _probe;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">Bounds; the defaults when left out.</param>
    public SegmentReader(MediaOptions? options = null)
    {
        _options = options ?? new MediaOptions();
        _decoder = new FrameDecoder(_options);
        _probe = new MediaProbe(_options);
    }

    /// <summary>Probes a file, lists its packets and plans its segments, without decoding.</summary>
    /// <param name="path">The file.</param>
    /// <param name="longest">The longest segment; <see cref="SegmentPlanner.DefaultLongest"/> unless there is a reason.</param>
    /// <param name="cancellationToken">Kills the programs.</param>
    /// <exception cref="UserErrorException">The file is not a video that can be read; one sentence says why.</exception>
    public async Task<SegmentPlan> PlanAsync(string path, TimeSpan longest, CancellationToken cancellationToken)
    {
        var info = await _probe.ProbeAsync(path, cancellationToken).ConfigureAwait(false);
        var timeline = await _probe.ReadTimelineAsync(path, info, cancellationToken).ConfigureAwait(false);
        return new SegmentPlan(path, info, timeline, longest, SegmentPlanner.Plan(timeline, longest));
    }

    /// <summary>Reads a planned video.</summary>
    /// <typeparam name="TFrame">What a frame is made into.</typeparam>
    /// <param name="plan">From <see cref="PlanAsync"/>.</param>
    /// <param name="sampling">For a segment of so many frames, which of them (from 0, any order) make its view.</param>
    /// <param name="prepare">Makes of a decoded frame what is kept of it; called once per sampled frame, one call at a time.</param>
    /// <param name="cancellationToken">Kills FFmpeg; so does leaving the loop.</param>
    /// <returns>Segments in order, each as soon as its last frame is known to have decoded.</returns>
    /// <exception cref="UserErrorException">No frame decodes, or a bound is reached.</exception>
    public async IAsyncEnumerable<SegmentView<TFrame>> ReadAsync<TFrame>(
        SegmentPlan plan, Func<int, IReadOnlyList<int>> sampling, Func<RgbImage, TFrame> prepare, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(sampling);
        ArgumentNullException.ThrowIfNull(prepare);
        var (segments, end) = (plan.Segments, plan.Timeline.End);
        for (var run = 1; ; run++)
        {
            var pending = new PendingViews<TFrame>(segments, plan.Longest, sampling);
            var request = new DecodeRequest { Numbers = pending.Wanted, CountAll = true };
            var reading = await _decoder.OpenAsync(plan.Path, plan.Info, request, cancellationToken).ConfigureAwait(false);
            await foreach (var frame in reading.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (pending.TryTake(frame.Number, reading.FrameTime, end, out var view)) yield return view;
                pending.Add(frame.Number, prepare(frame.Image));
            }

            while (pending.TryTake(reading.FramesDecoded, reading.FrameTime, end, out var view)) yield return view;
            if (pending.NextFrame >= reading.FramesDecoded) yield break;
            if (run == 2) throw new UserErrorException($"{plan.Path} decodes to another number of frames each time, {reading.FramesDecoded} the last time.");
            var times = reading.FrameTimes();
            end = times[^1] + TimeSpan.FromSeconds(1 / Math.Clamp(plan.Info.FrameRate ?? 25, 0.001, 1000));
            segments = SegmentPlanner.Plan(new VideoTimeline(times, end), plan.Longest, pending.NextFrame, pending.NextNumber);
        }
    }
}
