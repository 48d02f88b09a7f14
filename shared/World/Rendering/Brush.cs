using SkiaSharp;

namespace MoTE.Indexing.World.Rendering;

/// <summary>Filled and stroked drawing with a thin contrasting outline, so that any colour shows on any wall.</summary>
internal static class Brush
{
    private const float OutlineWidth = 0.035f;

    public static void Fill(SKCanvas canvas, SKPath path, SKColor color, byte alpha = 255, float outline = OutlineWidth)
    {
        using var paint = new SKPaint { Color = color.WithAlpha(alpha), IsAntialias = true };
        canvas.DrawPath(path, paint);
        paint.Color = Contrast(color).WithAlpha(alpha);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = outline;
        paint.StrokeJoin = SKStrokeJoin.Round;
        canvas.DrawPath(path, paint);
    }

    public static void Box(SKCanvas canvas, double left, double bottom, double width, double height, SKColor color)
    {
        using var path = new SKPath();
        path.AddRect(new SKRect((float)left, (float)bottom, (float)(left + width), (float)(bottom + height)));
        Fill(canvas, path, color);
    }

    /// <summary>A thick line through points, with round ends.</summary>
    public static void Limb(SKCanvas canvas, SKColor color, float width, params ReadOnlySpan<SKPoint> points)
    {
        using var path = new SKPath();
        path.MoveTo(points[0]);
        foreach (var point in points[1..])
        {
            path.LineTo(point);
        }

        using var paint = new SKPaint
        {
            Style = SKPaintStyle.Stroke,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            IsAntialias = true,
            Color = Contrast(color),
            StrokeWidth = width + 0.04f,
        };
        canvas.DrawPath(path, paint);
        paint.Color = color;
        paint.StrokeWidth = width;
        canvas.DrawPath(path, paint);
    }

    private static SKColor Contrast(SKColor color) =>
        (0.3 * color.Red) + (0.6 * color.Green) + (0.1 * color.Blue) < 50 ? new SKColor(200, 200, 200) : new SKColor(20, 20, 20);
}
