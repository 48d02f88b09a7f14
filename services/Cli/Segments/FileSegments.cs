using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Cli.Segments;

/// <summary>Cuts a whole file, chunk by chunk.</summary>
internal static class FileSegments
{
    /// <param name="path">The file.</param>
    /// <param name="options">How it is cut.</param>
    /// <param name="progress">Told the share of the file that is done, from 0 to 1.</param>
    /// <param name="cancellationToken">Kills FFmpeg.</param>
    /// <returns>What it is cut into, and what is wrong with the file, if anything.</returns>
    public static async Task<(SegmentsAnswer Answer, string? Remark)> ReadAsync(
        string path, ChunkOptions options, Action<double> progress, CancellationToken cancellationToken)
    {
        var plan = await new ChunkPlanner().PlanAsync(path, options, cancellationToken);
        var reader = new ChunkReader();
        List<FrameRange> shots = [], segments = [];
        var (carry, remark) = (ChunkCarry.Start, (string?)null);
        foreach (var chunk in plan.Chunks)
        {
            var reading = reader.ReadAsync(plan, chunk.Number, carry, _ => []);
            await foreach (var segment in reading.WithCancellation(cancellationToken))
            {
                segments.Add(FrameRange.Of(segment.Range.FirstFrame, segment.Range.LastFrame, segment.Range.Start, segment.Range.End));
                progress(Math.Clamp(segment.Range.End / plan.Timeline.End, 0, 1));
            }

            shots.AddRange(reading.End.Shots.Select(shot => FrameRange.Of(shot.FirstFrame, shot.LastFrame, shot.Start, shot.End)));
            (carry, remark) = (reading.End.Next, remark ?? reading.End.Remark);
        }

        var duration = shots[^1].EndMs - shots[0].StartMs;
        var fps = plan.Info.FrameRate ?? (duration > 0 ? 1000.0 * carry.FirstFrame / duration : 0);
        return (new SegmentsAnswer(carry.FirstFrame, fps, shots[^1].EndMs, shots, segments), remark);
    }
}
