using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Sampling;

/// <summary>The published rules for which T frames of a video (or of one segment of it) make a view.</summary>
/// <remarks>
/// Source: specification 7.1 to 7.4. Frame numbers count from 0 in presentation order. Arithmetic is in double precision, roundings go half
/// to even, conversions to integers truncate towards zero and the modulo is never negative, as in the published code.
/// </remarks>
public static class FrameSampling
{
    /// <summary>Frames that the dense rules spread a view over (specification 7.4).</summary>
    private const int DenseSpan = 128;

    /// <summary>Validation sampling (7.2): the first frame of each of T equal parts; frames repeat when there are fewer than T.</summary>
    /// <param name="frameCount">Frames of the video or segment, F ≥ 1.</param>
    /// <param name="framesPerView">T ≥ 1.</param>
    /// <returns>[T] frame numbers in 0..F-1, not decreasing.</returns>
    public static int[] Validation(int frameCount, int framesPerView)
    {
        Check(frameCount, framesPerView);
        return View(0, (double)frameCount / framesPerView, frameCount, framesPerView);
    }

    /// <summary>Test sampling (7.3): K views whose starts are spread over the first of T equal parts.</summary>
    /// <param name="frameCount">F ≥ 1. Below T, further views begin with the last frame, as published (Q18).</param>
    /// <param name="framesPerView">T ≥ 1.</param>
    /// <param name="clipCount">Views K ≥ 1.</param>
    /// <returns>[K·T] frame numbers in 0..F-1, view after view.</returns>
    public static int[] Test(int frameCount, int framesPerView, int clipCount)
    {
        Check(frameCount, framesPerView);
        ArgumentOutOfRangeException.ThrowIfLessThan(clipCount, 1);
        var tick = (double)frameCount / framesPerView;
        var numbers = new List<int>(clipCount * framesPerView);
        for (var clip = 0; clip < clipCount; clip++)
        {
            numbers.AddRange(View(ClipStart(clip, clipCount, tick), tick, frameCount, framesPerView));
        }

        return [.. numbers];
    }

    /// <summary>Dense test sampling (7.4): K views of T frames with a fixed stride of ⌊128/T⌋, spread over the video.</summary>
    /// <param name="frameCount">F ≥ 1.</param>
    /// <param name="framesPerView">T ≥ 1.</param>
    /// <param name="clipCount">Views K ≥ 2: the published rule divides by K - 1.</param>
    /// <returns>[K·T] frame numbers in 0..F-1, view after view.</returns>
    /// <exception cref="UserErrorException">One view was asked for, where the published rule divides by zero (Q35).</exception>
    public static int[] DenseTest(int frameCount, int framesPerView, int clipCount)
    {
        Check(frameCount, framesPerView);
        ArgumentOutOfRangeException.ThrowIfLessThan(clipCount, 1);
        if (clipCount == 1)
        {
            throw new UserErrorException("Dense test sampling needs at least 2 clips, because the published rule divides by clips - 1, but 1 was asked for.");
        }

        var step = Math.Max(0, frameCount - DenseSpan) / (clipCount - 1);
        var numbers = new List<int>(clipCount * framesPerView);
        for (var clip = 0; clip < clipCount; clip++)
        {
            numbers.AddRange(DenseView(clip * step, frameCount, framesPerView));
        }

        return [.. numbers];
    }

    /// <summary>Training intervals (7.1): the i-th frame is drawn uniformly from the i-th closed interval. Neighbours share an end.</summary>
    /// <param name="frameCount">F ≥ 1.</param>
    /// <param name="framesPerView">T ≥ 1.</param>
    /// <returns>[T] intervals within 0..F-1.</returns>
    public static FrameInterval[] TrainingIntervals(int frameCount, int framesPerView)
    {
        Check(frameCount, framesPerView);
        var width = (double)(frameCount - 1) / framesPerView;
        var intervals = new FrameInterval[framesPerView];
        for (var i = 0; i < framesPerView; i++)
        {
            intervals[i] = new FrameInterval(RoundHalfToEven(width * i), RoundHalfToEven(width * (i + 1)));
        }

        return intervals;
    }

    /// <summary>Training sampling (7.1): one draw from each of <see cref="TrainingIntervals"/>.</summary>
    /// <param name="frameCount">F ≥ 1.</param>
    /// <param name="framesPerView">T ≥ 1.</param>
    /// <param name="random">Where the draws come from.</param>
    /// <returns>[T] frame numbers in 0..F-1, not decreasing.</returns>
    public static int[] Training(int frameCount, int framesPerView, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return [.. TrainingIntervals(frameCount, framesPerView).Select(interval => random.Next(interval.First, interval.Last + 1))];
    }

    /// <summary>Dense sampling of training and of validation during training (7.4): a random start, then a stride of ⌊128/T⌋.</summary>
    /// <param name="frameCount">F ≥ 1.</param>
    /// <param name="framesPerView">T ≥ 1.</param>
    /// <param name="random">Where the draw comes from. The last possible start is never drawn, as published.</param>
    /// <returns>[T] frame numbers in 0..F-1.</returns>
    public static int[] DenseTraining(int frameCount, int framesPerView, Random random)
    {
        Check(frameCount, framesPerView);
        ArgumentNullException.ThrowIfNull(random);
        var positions = Math.Max(1, 1 + frameCount - DenseSpan);
        var start = positions == 1 ? 0 : random.Next(0, positions - 1);
        return DenseView(start, frameCount, framesPerView);
    }

    // floor(linspace(0, tick - 1, K)[clip]); the last point is exactly tick - 1.
    private static int ClipStart(int clip, int clipCount, double tick)
    {
        if (clipCount == 1) return 0;
        var point = clip == clipCount - 1 ? tick - 1 : clip * ((tick - 1) / (clipCount - 1));
        return (int)Math.Floor(point);
    }

    private static int[] View(int start, double tick, int frameCount, int framesPerView)
    {
        var numbers = new int[framesPerView];
        for (var x = 0; x < framesPerView; x++)
        {
            numbers[x] = FlooredModulo((int)(start + (tick * x)), frameCount);
        }

        return numbers;
    }

    private static int[] DenseView(int start, int frameCount, int framesPerView)
    {
        var stride = DenseSpan / framesPerView;
        var numbers = new int[framesPerView];
        for (var x = 0; x < framesPerView; x++)
        {
            numbers[x] = FlooredModulo(start + (stride * x), frameCount);
        }

        return numbers;
    }

    private static int FlooredModulo(int value, int divisor)
    {
        var remainder = value % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }

    private static int RoundHalfToEven(double value) => (int)Math.Round(value, MidpointRounding.ToEven);

    private static void Check(int frameCount, int framesPerView)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frameCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(framesPerView, 1);
    }
}
