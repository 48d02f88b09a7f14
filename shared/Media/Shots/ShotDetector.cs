using System.Diagnostics.CodeAnalysis;
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
    /// <summary>Grows with every change of what is found in the same frames, so that chunks cut by different detectors are not taken for one video's.</summary>
    public const int Version = 3;

    // What is decided depends on frames so far back.
    private static readonly Reach Kept = Reach.Of(3);

    // Within this reach, the likeliest frame of a dissolve or wipe is the cut.
    private static readonly Reach OneMix = Reach.Of(1.5);

    // Of hard cuts within this reach, and within two frames, the strongest is one.
    private static readonly Reach OneHardCut = new(TimeSpan.FromSeconds(0.15), 2);

    private readonly HardCuts _hardCuts;
    private readonly FadeCuts _fadeCuts;
    private readonly Dissolves _dissolveCuts;
    private readonly Wipes _wipes;
    private readonly FrameWindow _frames = new();
    private readonly Queue<ShotCut> _cuts = new();
    private int _hard;
    private int _fades;
    private int _mixes;

    /// <summary>Creates a detector for one stream of frames.</summary>
    /// <param name="options">How cuts are found; the defaults when left out.</param>
    public ShotDetector(ShotOptions? options = null)
    {
        options ??= new ShotOptions();
        _hardCuts = new HardCuts(options);
        _fadeCuts = new FadeCuts(options);
        _dissolveCuts = new Dissolves(options);
        _wipes = new Wipes(options);
    }

    /// <summary>How far before a frame the stream must begin, for that frame and all later ones to be decided as in a stream of the whole video.</summary>
    /// <remarks>It must also begin at least <see cref="LookBehindFrames"/> frames before.</remarks>
    public static TimeSpan LookBehind { get; } = TimeSpan.FromSeconds(3);

    /// <summary>How many frames, at least, the stream must begin before a frame; it counts where frames are far apart in time.</summary>
    public static int LookBehindFrames => 1;

    /// <summary>How long after a frame it is decided, at the latest, unless fewer than <see cref="LookAheadFrames"/> came after it.</summary>
    public static TimeSpan LookAhead { get; } = TimeSpan.FromSeconds(3);

    /// <summary>How many frames after a frame are awaited, at least.</summary>
    public static int LookAheadFrames => 1;

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
        if (_frames.IsComplete) throw new InvalidOperationException("The stream of frames was completed.");
        if (_frames.End > _frames.First) ArgumentOutOfRangeException.ThrowIfLessThan(time, _frames[_frames.End - 1].Time);
        var frame = _frames.Spare();
        frame.Become(picture, time);
        _frames.Append(frame);
        Decide();
    }

    /// <summary>Says that no frame follows: the rest is decided from what there is.</summary>
    public void Complete()
    {
        _frames.IsComplete = true;
        Decide();
    }

    /// <summary>Hands over the next cut, in the order of frames; false while there is none.</summary>
    public bool TryTake([NotNullWhen(true)] out ShotCut? cut) => _cuts.TryDequeue(out cut);

    private void Decide()
    {
        for (; CanJudge(_hard, HardCuts.Lasting) && CanJudge(_hard, HardCuts.TwoChangesAfter); _hard++) _frames[_hard].HardCut = _hardCuts.Strength(_frames, _hard);
        for (; CanJudge(_fades, FadeCuts.After); _fades++) _frames[_fades].IsFadeCut = _fadeCuts.IsCut(_frames, _fades);
        for (; CanJudge(_mixes, Dissolves.Longest); _mixes++) _frames[_mixes].Mix = Math.Max(_dissolveCuts.Score(_frames, _mixes), _wipes.Score(_frames, _mixes));
        for (; CanDecide(DecidedFrames); DecidedFrames++)
        {
            if (KindOfCut(DecidedFrames) is { } kind) _cuts.Enqueue(new ShotCut(DecidedFrames, kind));
        }

        if (DecidedFrames < _frames.End) _frames.Forget(Math.Min(_frames.Back(DecidedFrames, Kept), DecidedFrames - LookBehindFrames));
    }

    private bool CanJudge(int number, Reach reach) => number < _frames.End && _frames.HasAhead(number, reach);

    private bool CanDecide(int number) => CanJudge(number, OneMix) && number < _fades
        && _frames.Ahead(number, OneMix) < _mixes && _frames.Ahead(_frames.Ahead(number, HardCuts.Lasting), OneHardCut) < _hard;

    private CutKind? KindOfCut(int number) => IsHard(number) ? CutKind.Hard : _frames[number].IsFadeCut || IsMix(number) ? CutKind.Gradual : null;

    private bool IsHard(int number) => _frames[number].HardCut > 0 && IsGreatest(number, OneHardCut, frame => frame.HardCut);

    private bool IsMix(int number)
    {
        if (_frames[number].Mix <= 0 || !IsGreatest(number, OneMix, frame => frame.Mix)) return false;
        for (var other = _frames.Back(number, HardCuts.Lasting); other <= _frames.Ahead(number, HardCuts.Lasting); other++)
        {
            if (IsHard(other)) return false;
        }

        return true;
    }

    // The first of equal ones.
    private bool IsGreatest(int number, Reach reach, Func<ShotFrame, double> value)
    {
        var greatest = value(_frames[number]);
        for (var other = _frames.Back(number, reach); other < number; other++)
        {
            if (value(_frames[other]) >= greatest) return false;
        }

        for (var other = _frames.Ahead(number, reach); other > number; other--)
        {
            if (value(_frames[other]) > greatest) return false;
        }

        return true;
    }
}
