namespace MoTE.Indexing.Testing.Films;

/// <summary>A made-up scene: a wall of coloured clouds and patches that a camera moves over, things that move before it, and grain.</summary>
public sealed class PaintedScene : IFootage
{
    private const int WallWidth = 4 * Film.Width;
    private const int WallHeight = 3 * Film.Height;
    private const float Grain = 3;

    private readonly float[] _wall = new float[3 * WallWidth * WallHeight];
    private readonly Thing[] _things;
    private readonly Func<double, CameraPlace> _camera;
    private readonly int _seed;

    /// <summary>Makes a scene.</summary>
    /// <param name="random">Chooses everything.</param>
    /// <param name="camera">One of <see cref="CameraPath"/>; it stands when left out.</param>
    public PaintedScene(Random random, Func<double, CameraPlace>? camera = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        (_camera, _seed) = (camera ?? CameraPath.Still, random.Next());
        var (light, contrast) = (60 + (130 * random.NextSingle()), 25 + (45 * random.NextSingle()));
        float[] low = Colour(random, light - contrast, 30), high = Colour(random, light + contrast, 30);
        PaintClouds(random, low, high);
        for (var patch = random.Next(12, 40); patch > 0; patch--) PaintPatch(random, Colour(random, light, 2 * contrast));
        _things = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Thing(
            random.NextSingle(), random.NextSingle(), (random.NextSingle() - 0.5f) / 2, (random.NextSingle() - 0.5f) / 4, 0.05f + (0.12f * random.NextSingle()), Colour(random, light, 2 * contrast)))];
    }

    /// <inheritdoc/>
    public void Paint(double seconds, Span<float> samples)
    {
        PaintWall(_camera(seconds), samples);
        foreach (var thing in _things) PaintThing(thing, (float)seconds, samples);
        var grain = new Random(_seed + (int)Math.Round(1000 * seconds));
        for (var i = 0; i < samples.Length; i++) samples[i] = Math.Clamp(samples[i] + (Grain * ((2 * grain.NextSingle()) - 1)), 0, 255);
    }

    private static float[] Colour(Random random, float light, float spread) =>
        [.. Enumerable.Range(0, 3).Select(_ => Math.Clamp(light + (spread * ((2 * random.NextSingle()) - 1)), 0, 255))];

    private void PaintClouds(Random random, float[] low, float[] high)
    {
        var clouds = new float[WallWidth * WallHeight];
        for (var (size, weight) = (96, 0.5f); size >= 6; (size, weight) = (size / 2, weight / 2)) AddNoise(random, size, weight, clouds);
        for (var pixel = 0; pixel < clouds.Length; pixel++)
        {
            for (var colour = 0; colour < 3; colour++) _wall[(3 * pixel) + colour] = low[colour] + (clouds[pixel] * (high[colour] - low[colour]));
        }
    }

    // Random levels at every so many pixels, straight lines between them.
    private static void AddNoise(Random random, int size, float weight, float[] clouds)
    {
        var columns = (WallWidth / size) + 2;
        float[] levels = [.. Enumerable.Range(0, columns * ((WallHeight / size) + 2)).Select(_ => random.NextSingle())];
        for (var y = 0; y < WallHeight; y++)
        {
            for (var x = 0; x < WallWidth; x++)
            {
                var (at, right, down) = ((y / size * columns) + (x / size), x % size / (float)size, y % size / (float)size);
                var (top, bottom) = (float.Lerp(levels[at], levels[at + 1], right), float.Lerp(levels[at + columns], levels[at + columns + 1], right));
                clouds[(y * WallWidth) + x] += weight * float.Lerp(top, bottom, down);
            }
        }
    }

    private void PaintPatch(Random random, float[] colour)
    {
        var (width, height) = (random.Next(8, 60), random.Next(6, 40));
        var (left, top) = (random.Next(WallWidth - width), random.Next(WallHeight - height));
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++) colour.CopyTo(_wall, 3 * ((y * WallWidth) + x));
        }
    }

    private void PaintWall(CameraPlace place, Span<float> samples)
    {
        for (var y = 0; y < Film.Height; y++)
        {
            var wallY = Fold(((y - (Film.Height / 2)) / place.Zoom) + place.Y + (WallHeight / 2), WallHeight);
            for (var x = 0; x < Film.Width; x++)
            {
                var wallX = Fold(((x - (Film.Width / 2)) / place.Zoom) + place.X + (WallWidth / 2), WallWidth);
                PaintPixel(wallX, wallY, samples.Slice(3 * ((y * Film.Width) + x), 3));
            }
        }
    }

    private void PaintPixel(float x, float y, Span<float> pixel)
    {
        var at = 3 * (((int)y * WallWidth) + (int)x);
        var (right, down) = (x - (int)x, y - (int)y);
        for (var colour = 0; colour < 3; colour++, at++)
        {
            var top = float.Lerp(_wall[at], _wall[at + 3], right);
            var bottom = float.Lerp(_wall[at + (3 * WallWidth)], _wall[at + (3 * WallWidth) + 3], right);
            pixel[colour] = float.Lerp(top, bottom, down);
        }
    }

    // Beyond an edge the wall goes on as in a mirror.
    private static float Fold(double value, int length)
    {
        var last = length - 1.001;
        var folded = Math.Abs(value) % (2 * last);
        return (float)(folded > last ? (2 * last) - folded : folded);
    }

    private static void PaintThing(Thing thing, float seconds, Span<float> samples)
    {
        var (middleX, middleY) = (Bounce(thing.X + (thing.SpeedX * seconds)) * Film.Width, Bounce(thing.Y + (thing.SpeedY * seconds)) * Film.Height);
        var radius = thing.Radius * Film.Width;
        for (var y = (int)Math.Max(0, middleY - radius); y < Math.Min(Film.Height, middleY + radius); y++)
        {
            for (var x = (int)Math.Max(0, middleX - radius); x < Math.Min(Film.Width, middleX + radius); x++)
            {
                if (((x - middleX) * (x - middleX)) + ((y - middleY) * (y - middleY)) <= radius * radius) thing.Colour.CopyTo(samples[(3 * ((y * Film.Width) + x))..]);
            }
        }
    }

    private static float Bounce(float place)
    {
        var folded = Math.Abs(place) % 2;
        return folded > 1 ? 2 - folded : folded;
    }

    /// <param name="X">Its middle at the start, as a share of the width.</param>
    /// <param name="Y">Its middle at the start, as a share of the height.</param>
    /// <param name="SpeedX">Widths in a second.</param>
    /// <param name="SpeedY">Heights in a second.</param>
    /// <param name="Radius">As a share of the width.</param>
    /// <param name="Colour">R, G, B.</param>
    private sealed record Thing(float X, float Y, float SpeedX, float SpeedY, float Radius, float[] Colour);
}
