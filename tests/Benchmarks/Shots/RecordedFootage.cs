using MoTE.Indexing.Media;
using MoTE.Indexing.Testing.Films;

namespace MoTE.Indexing.Benchmarks.Shots;

/// <summary>A real clip without cuts; at its end it begins anew.</summary>
internal sealed class RecordedFootage : IFootage
{
    private readonly List<byte[]> _frames;
    private readonly double _framesPerSecond;
    private readonly int _first;

    private RecordedFootage(List<byte[]> frames, double framesPerSecond, int first = 0) => (_frames, _framesPerSecond, _first) = (frames, framesPerSecond, first);

    /// <summary>Seconds that it lasts.</summary>
    public double Seconds => _frames.Count / _framesPerSecond;

    /// <summary>Reads a clip.</summary>
    public static async Task<RecordedFootage> ReadAsync(string path)
    {
        var info = await new MediaProbe().ProbeAsync(path, CancellationToken.None);
        var frames = new List<byte[]>();
        await foreach (var frame in new FrameDecoder().DecodeAsync(path, info, new DecodeRequest { ShortSide = 2 * Film.Height }, CancellationToken.None)) frames.Add(Fit(frame));
        return new RecordedFootage(frames, info.FrameRate ?? 25);
    }

    /// <summary>The same clip from a random frame on that leaves so many seconds.</summary>
    public RecordedFootage From(Random random, double seconds) => new(_frames, _framesPerSecond, random.Next(Math.Max(1, _frames.Count - (int)(seconds * _framesPerSecond))));

    /// <inheritdoc/>
    public void Paint(double seconds, Span<float> samples)
    {
        var frame = _frames[Math.Min(_first + (int)(seconds * _framesPerSecond), _frames.Count - 1)];
        for (var i = 0; i < samples.Length; i++) samples[i] = frame[i];
    }

    // Every picture of a film has the same size; for finding cuts it does no harm to stretch.
    private static byte[] Fit(VideoFrame frame)
    {
        var fitted = new byte[3 * Film.Width * Film.Height];
        for (var y = 0; y < Film.Height; y++)
        {
            for (var x = 0; x < Film.Width; x++)
            {
                var from = 3 * ((((2 * y) + 1) * frame.Image.Height / (2 * Film.Height) * frame.Image.Width) + (((2 * x) + 1) * frame.Image.Width / (2 * Film.Width)));
                frame.Image.Samples.AsSpan(from, 3).CopyTo(fitted.AsSpan(3 * ((y * Film.Width) + x)));
            }
        }

        return fitted;
    }
}
