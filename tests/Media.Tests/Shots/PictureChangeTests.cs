using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Shots;
using MoTE.Indexing.Testing.Films;

namespace MoTE.Indexing.Media.Tests.Shots;

public sealed class PictureChangeTests
{
    [Fact]
    public void Between_CameraMoved_IsNearNothing()
    {
        var (one, moved) = (Frame(1, CameraPath.Still), Frame(1, _ => new CameraPlace(6, 3, 1)));
        Assert.InRange(PictureChange.Distance(one, moved), 0.3, 10);
        Assert.InRange(PictureChange.Between(one, moved), 0, 0.2);
    }

    [Fact]
    public void Between_OtherLight_IsNearNothing()
    {
        var one = Frame(2, CameraPath.Still);
        var darker = FrameOf(new LitFootage(new PaintedScene(new Random(2)), _ => (0.5, 10)));
        Assert.InRange(PictureChange.Correlation(one, darker), 0.95, 1);
        Assert.InRange(PictureChange.Between(one, darker), 0, 0.1);
    }

    [Fact]
    public void Between_OtherScene_IsMuch() => Assert.InRange(PictureChange.Between(Frame(3, CameraPath.Still), Frame(4, CameraPath.Still)), 0.4, 1);

    [Fact]
    public void Between_LessThanTheLeast_IsNothing()
    {
        var (one, other) = (Frame(3, CameraPath.Still), Frame(4, CameraPath.Still));
        Assert.Equal(PictureChange.Between(one, other), PictureChange.Between(one, other, 0.2));
        Assert.Equal(0, PictureChange.Between(one, other, 1));
    }

    [Fact]
    public void Halfway_PlaceOnTheWay_IsGreatestInTheMiddle()
    {
        float[] from = [0, 0, 10], quarter = [2.5f, 5, 10], half = [5, 10, 10], to = [10, 20, 10], aside = [20, 0, 10];
        Assert.Equal(1, PictureChange.Halfway(from, half, to), 1e-6);
        Assert.Equal(0.5, PictureChange.Halfway(from, quarter, to), 1e-6);
        Assert.Equal(-1, PictureChange.Halfway(from, half, from), 1e-6);
        Assert.InRange(PictureChange.Halfway(from, aside, to), -1, 0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 36)]
    [InlineData(398, 224)]
    [InlineData(101, 57)]
    public void Shrink_OneColour_StaysThatColour(int width, int height)
    {
        byte[] colour = [17, 130, 255];
        var cells = new byte[CellGrid.Samples];
        CellGrid.Shrink(new RgbImage(width, height, [.. Enumerable.Range(0, 3 * width * height).Select(i => colour[i % 3])]), cells);
        Assert.Equal(Enumerable.Range(0, cells.Length).Select(i => colour[i % 3]), cells);
    }

    [Fact]
    public void Tone_BlackBars_AreLeftOut()
    {
        var footage = new PaintedScene(new Random(5));
        var (open, barred) = (FrameOf(footage), FrameOf(new Letterboxed(footage)));
        Assert.Equal(0, open.Tone.BlackRows);
        Assert.InRange(barred.Tone.BlackRows, 5, 7);
        Assert.InRange(barred.Tone.Red, open.Tone.Red - 12, open.Tone.Red + 12);
    }

    private static ShotFrame Frame(int seed, Func<double, CameraPlace> camera) => FrameOf(new PaintedScene(new Random(seed), camera));

    private static ShotFrame FrameOf(IFootage footage)
    {
        var frame = new ShotFrame();
        frame.Become(new Film([new FilmTake(footage, 1)], 1).Frames().Single().Picture, TimeSpan.Zero);
        return frame;
    }

    private sealed class Letterboxed(IFootage footage) : IFootage
    {
        public void Paint(double seconds, Span<float> samples)
        {
            footage.Paint(seconds, samples);
            samples[..(3 * Film.Width * 10)].Clear();
            samples[^(3 * Film.Width * 10)..].Clear();
        }
    }
}
