using MoTE.Indexing.Domain;
using MoTE.Indexing.World.Scenes;
using SkiaSharp;

namespace MoTE.Indexing.World.Rendering;

/// <summary>Draws a scene at a moment, antialiased, at any size. The middle square of the picture spans -1 to 1; a wider picture shows more wall.</summary>
/// <remarks>One renderer serves one thread.</remarks>
internal sealed class SceneRenderer : IDisposable
{
    private readonly int _width;
    private readonly int _height;
    private readonly SKSurface _surface;
    private readonly byte[] _pixels;

    public SceneRenderer(int width, int height)
    {
        _width = width;
        _height = height;
        _surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        _pixels = new byte[4 * width * height];
    }

    /// <summary>Draws a moment.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="time">When; 0 to 1.</param>
    /// <param name="marks">Signs drawn over the picture as comics do, first event first; none for a frame of a video.</param>
    public RgbImage Render(Scene scene, double time, IReadOnlyList<TemporalClass>? marks = null)
    {
        var canvas = _surface.Canvas;
        canvas.ResetMatrix();
        canvas.Clear(SKColors.Black);
        var half = Math.Min(_width, _height) / 2f;
        canvas.Translate(_width / 2f, _height / 2f);
        canvas.Scale(half, -half);   // the middle square is -1..1, y upwards
        canvas.Save();
        var lapse = time - 0.5;
        var zoom = (float)(1 + (scene.DriftZoom * lapse));
        canvas.Scale(zoom, zoom);
        canvas.Translate((float)(-scene.DriftX * lapse), (float)(-scene.DriftY * lapse));
        WallPainter.Paint(canvas, scene);
        switch (scene.Kind)
        {
            case SubjectKind.Objects:
                ObjectPainter.Paint(canvas, scene, time);
                break;
            case SubjectKind.Person:
                PersonPainter.Paint(canvas, scene, time);
                break;
            case SubjectKind.Glass:
                GlassPainter.Paint(canvas, scene, time);
                break;
            default:
                throw new InvalidOperationException($"A scene of kind {scene.Kind} cannot be drawn.");
        }

        canvas.Restore();
        if (scene.PhaseOf(MotionPair.Light, time) is { } light)
        {
            using var dark = new SKPaint { Color = new SKColor(0, 0, 0, (byte)(200 * (1 - light))) };
            canvas.DrawRect(-4, -4, 8, 8, dark);
        }

        if (marks is { Count: > 0 })
        {
            MarkPainter.Paint(canvas, marks);
        }

        return ReadBack();
    }

    public void Dispose() => _surface.Dispose();

    private unsafe RgbImage ReadBack()
    {
        fixed (byte* pixels = _pixels)
        {
            if (!_surface.ReadPixels(new SKImageInfo(_width, _height, SKColorType.Rgba8888, SKAlphaType.Premul), (nint)pixels, 4 * _width, 0, 0))
            {
                throw new InvalidOperationException("The drawn picture could not be read back.");
            }
        }

        var samples = new byte[3 * _width * _height];
        for (int from = 0, to = 0; to < samples.Length; from += 4, to += 3)
        {
            samples[to] = _pixels[from];
            samples[to + 1] = _pixels[from + 1];
            samples[to + 2] = _pixels[from + 2];
        }

        return new RgbImage(_width, _height, samples);
    }
}
