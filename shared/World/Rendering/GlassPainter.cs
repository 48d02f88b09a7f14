using MoTE.Indexing.World.Scenes;
using SkiaSharp;

namespace MoTE.Indexing.World.Rendering;

/// <summary>Paints a glass on a table, filled as far as the phase says.</summary>
internal static class GlassPainter
{
    private const double Bottom = -0.5;
    private const double Top = 0.55;

    public static void Paint(SKCanvas canvas, Scene scene, double time)
    {
        var level = scene.PhaseOf(MotionPair.Fill, time) ?? 0;
        canvas.Save();
        canvas.Translate((float)scene.X, (float)scene.Y);
        Brush.Box(canvas, -4, -1.6, 8, Bottom + 1.58, new SKColor(120, 88, 58));
        using var outline = Side(1);
        Brush.Fill(canvas, outline, new SKColor(225, 235, 240), 120);
        using var drink = Side(0.06 + (0.86 * level));
        Brush.Fill(canvas, drink, Palette.Of(scene.Color));
        using var rim = new SKPaint { Color = new SKColor(245, 250, 255), Style = SKPaintStyle.Stroke, StrokeWidth = 0.05f, IsAntialias = true };
        canvas.DrawPath(outline, rim);
        canvas.Restore();
    }

    // A glass widens upwards: from ±0.28 at its bottom to ±0.42 at its rim.
    private static SKPath Side(double share)
    {
        var top = Bottom + (share * (Top - Bottom));
        var half = 0.28 + (0.14 * share);
        var path = new SKPath();
        path.AddPoly([new(-0.28f, (float)Bottom), new(0.28f, (float)Bottom), new((float)half, (float)top), new((float)-half, (float)top)]);
        return path;
    }
}
