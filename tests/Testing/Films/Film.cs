using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Testing.Films;

/// <summary>A made-up film whose cuts are known.</summary>
public sealed class Film
{
    /// <summary>Columns of its pictures.</summary>
    public const int Width = 128;

    /// <summary>Rows of its pictures.</summary>
    public const int Height = 72;

    private readonly IReadOnlyList<FilmTake> _takes;
    private readonly double[] _times;
    private readonly double[] _begins;

    /// <summary>Joins takes into a film.</summary>
    /// <param name="takes">In order, at least one.</param>
    /// <param name="framesPerSecond">How many frames are shown in a second.</param>
    public Film(IReadOnlyList<FilmTake> takes, double framesPerSecond)
        : this(takes, length => Enumerable.Range(0, (int)(length * framesPerSecond)).Select(frame => frame / framesPerSecond))
    {
    }

    /// <summary>Joins takes into a film of any frame rate.</summary>
    /// <param name="takes">In order, at least one.</param>
    /// <param name="times">The seconds at which frames are shown, in order, for a film of so many seconds.</param>
    public Film(IReadOnlyList<FilmTake> takes, Func<double, IEnumerable<double>> times)
    {
        ArgumentNullException.ThrowIfNull(takes);
        ArgumentNullException.ThrowIfNull(times);
        _takes = takes;
        _begins = new double[takes.Count + 1];
        for (var take = 0; take < takes.Count; take++) _begins[take + 1] = _begins[take] + (take == 0 ? 0 : takes[take].JoinSeconds) + takes[take].Seconds;
        _times = [.. times(_begins[^1])];
    }

    /// <summary>How many frames it has.</summary>
    public int FrameCount => _times.Length;

    /// <summary>Where it goes from one take to the next, in order.</summary>
    public IReadOnlyList<FilmTransition> Transitions =>
        [.. _takes.Select((take, number) => new FilmTransition(take.Join, take.JoinSeconds, FirstFrameFrom(_begins[number]), FirstFrameFrom(_begins[number] + take.JoinSeconds))).Skip(1)];

    /// <summary>Paints its frames, in order.</summary>
    /// <param name="first">The first frame to paint.</param>
    public IEnumerable<(RgbImage Picture, TimeSpan Time)> Frames(int first = 0)
    {
        var (from, to) = (new float[3 * Width * Height], new float[3 * Width * Height]);
        foreach (var time in _times.Skip(first))
        {
            Paint(time, from, to);
            yield return (new RgbImage(Width, Height, Array.ConvertAll(to, sample => (byte)(sample + 0.5f))), TimeSpan.FromSeconds(time));
        }
    }

    private void Paint(double time, float[] from, float[] to)
    {
        var number = 0;
        while (number + 1 < _takes.Count && time >= _begins[number + 1]) number++;
        var (take, since) = (_takes[number], time - _begins[number]);
        take.Footage.Paint(since, to);
        if (number == 0 || since >= take.JoinSeconds) return;
        _takes[number - 1].Footage.Paint(time - _begins[number - 1], from);
        take.Mix(since / take.JoinSeconds, from, to);
    }

    private int FirstFrameFrom(double seconds)
    {
        var frame = Array.FindIndex(_times, time => time >= seconds);
        return frame < 0 ? _times.Length : frame;
    }
}
