using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Shots;

/// <summary>Finds the cuts of a video while its frames go by.</summary>
/// <remarks>
/// Whether a frame begins a shot depends on the frames near it alone: on those up to <see cref="LookBehind"/> before it and <see cref="LookAhead"/>
/// after it. So a stream that begins in the middle of a video finds the cuts that a stream of the whole video finds, from <see cref="LookBehind"/>
/// after its beginning on, and the memory that is needed has a bound. Not safe for use by several threads at once.
/// </remarks>
public sealed class ShotDetector
{
    private readonly ShotOptions _options;
    private readonly Queue<ShotCut> _cuts = new();
    private CellGrid? _last;
    private TimeSpan _lastTime;
    private int _added;
    private bool _completed;

    /// <summary>Creates a detector for one stream of frames.</summary>
    /// <param name="options">How cuts are found; the defaults when left out.</param>
    public ShotDetector(ShotOptions? options = null) => _options = options ?? new ShotOptions();

    /// <summary>How far before a frame the stream must begin, for that frame and all later ones to be decided as in a stream of the whole video.</summary>
    /// <remarks>It must also begin at least <see cref="LookBehindFrames"/> frames before.</remarks>
    public static TimeSpan LookBehind { get; } = TimeSpan.FromSeconds(2);

    /// <summary>How many frames, at least, the stream must begin before a frame; it counts where frames are far apart in time.</summary>
    public static int LookBehindFrames => 4;

    /// <summary>How long after a frame it is decided, at the latest, unless fewer than <see cref="LookAheadFrames"/> came after it.</summary>
    public static TimeSpan LookAhead { get; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How many frames after a frame are awaited, at least.</summary>
    public static int LookAheadFrames => 4;

    /// <summary>Frames that are decided: no cut that has not been told yet lies before the frame of this number.</summary>
    public int DecidedFrames { get; private set; }

    /// <summary>Takes the next frame.</summary>
    /// <param name="picture">The frame at any size; a short side of 100 to 300 pixels is best. It is not kept.</param>
    /// <param name="time">When it is shown, in the video's time, whatever frame the stream begins at; not before the frame before it.</param>
    /// <exception cref="InvalidOperationException">The stream was completed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time runs backwards.</exception>
    public void Add(RgbImage picture, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (_completed) throw new InvalidOperationException("The stream of frames was completed.");
        if (_added > 0) ArgumentOutOfRangeException.ThrowIfLessThan(time, _lastTime);
        var grid = CellGrid.Of(picture);
        if (_last is not null && Difference(_last, grid) > 60 * _options.HardThreshold) _cuts.Enqueue(new ShotCut(_added, CutKind.Hard));
        (_last, _lastTime) = (grid, time);
        DecidedFrames = ++_added;
    }

    /// <summary>Says that no frame follows: the rest is decided from what there is.</summary>
    public void Complete()
    {
        _completed = true;
        DecidedFrames = _added;
    }

    /// <summary>Hands over the next cut, in the order of frames; false while there is none.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ShotCut? cut) => _cuts.TryDequeue(out cut);

    private static double Difference(CellGrid before, CellGrid after)
    {
        var sum = 0L;
        for (var i = 0; i < before.Samples.Length; i++) sum += Math.Abs(before.Samples[i] - after.Samples[i]);
        return (double)sum / before.Samples.Length;
    }
}
