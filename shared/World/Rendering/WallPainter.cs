using MoTE.Indexing.World.Scenes;
using SkiaSharp;

namespace MoTE.Indexing.World.Rendering;

/// <summary>Paints the wall behind the subject, beyond every edge that a camera drift can show.</summary>
internal static class WallPainter
{
    private const float Reach = 3.2f;

    public static void Paint(SKCanvas canvas, Scene scene)
    {
        var wall = Palette.Of(scene.Wall);
        using var ground = new SKPaint { Color = wall };
        canvas.DrawRect(-2 * Reach, -2 * Reach, 4 * Reach, 4 * Reach, ground);
        if (scene.Texture == BackgroundTexture.Plain)
        {
            return;
        }

        using var tone = new SKPaint { Color = Palette.Shade(wall, scene.Wall == BackgroundColor.Navy ? 1.7 : 0.72), IsAntialias = true };
        canvas.Save();
        if (scene.Texture is BackgroundTexture.Striped or BackgroundTexture.Wavy)
        {
            canvas.RotateDegrees((float)(scene.TextureAngle * 180));
        }

        var shift = (float)(scene.TextureShift * 0.5);
        switch (scene.Texture)
        {
            case BackgroundTexture.Striped:
                for (var x = -Reach; x < Reach; x += 0.4f)
                {
                    canvas.DrawRect(x + shift, -Reach, 0.2f, 2 * Reach, tone);
                }

                break;
            case BackgroundTexture.Checkered:
                for (var row = 0; row < 16; row++)
                {
                    for (var column = row % 2; column < 16; column += 2)
                    {
                        canvas.DrawRect(-Reach + (0.4f * column) + shift, -Reach + (0.4f * row) + shift, 0.4f, 0.4f, tone);
                    }
                }

                break;
            case BackgroundTexture.Dotted:
                for (var y = -Reach; y < Reach; y += 0.36f)
                {
                    for (var x = -Reach; x < Reach; x += 0.36f)
                    {
                        canvas.DrawCircle(x + shift, y + shift, 0.095f, tone);
                    }
                }

                break;
            case BackgroundTexture.Grid:
                for (var line = -Reach; line < Reach; line += 0.4f)
                {
                    canvas.DrawRect(line + shift, -Reach, 0.07f, 2 * Reach, tone);
                    canvas.DrawRect(-Reach, line + shift, 2 * Reach, 0.07f, tone);
                }

                break;
            case BackgroundTexture.Wavy:
                PaintWaves(canvas, tone, shift);
                break;
            default:
                throw new InvalidOperationException($"A wall of texture {scene.Texture} cannot be drawn.");
        }

        canvas.Restore();
    }

    private static void PaintWaves(SKCanvas canvas, SKPaint tone, float shift)
    {
        tone.Style = SKPaintStyle.Stroke;
        tone.StrokeWidth = 0.11f;
        for (var y = -Reach; y < Reach; y += 0.4f)
        {
            using var wave = new SKPath();
            wave.MoveTo(-Reach + shift, y);
            for (var x = -Reach; x < Reach; x += 0.5f)
            {
                wave.RQuadTo(0.125f, 0.17f, 0.25f, 0);
                wave.RQuadTo(0.125f, -0.17f, 0.25f, 0);
            }

            canvas.DrawPath(wave, tone);
        }
    }
}
