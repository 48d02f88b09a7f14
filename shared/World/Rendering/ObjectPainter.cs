using MoTE.Indexing.World.Scenes;
using SkiaSharp;

namespace MoTE.Indexing.World.Rendering;

/// <summary>Paints one to three shapes where their motions have brought them, and curtains where the scene has them.</summary>
internal static class ObjectPainter
{
    public static void Paint(SKCanvas canvas, Scene scene, double time)
    {
        var state = ObjectState.At(scene, time);
        foreach (var (x, y) in state.Centres)
        {
            canvas.Save();
            canvas.Translate((float)x, (float)y);
            canvas.RotateDegrees((float)state.TurnDegrees);
            canvas.Scale((float)state.Radius);
            Brush.Fill(canvas, ShapePaths.Of(scene.Shape), Palette.Of(scene.Color), (byte)(255 * state.Alpha), 0.035f / (float)state.Radius);
            canvas.Restore();
        }

        if (scene.PhaseOf(MotionPair.Curtain, time) is { } open)
        {
            PaintCurtains(canvas, Palette.Of(scene.PropColor), open);
        }
    }

    private static void PaintCurtains(SKCanvas canvas, SKColor color, double open)
    {
        var width = 1.35 - (1.1 * open);
        foreach (var side in new[] { -1, 1 })
        {
            var left = side < 0 ? -1.3 : 1.3 - width;
            Brush.Box(canvas, left, -1.1, width, 2.1, color);
            using var fold = new SKPaint { Color = Palette.Shade(color, color.Red < 40 ? 2.2 : 0.7), IsAntialias = true };
            for (var i = 1; i < 4; i++)
            {
                canvas.DrawRect((float)(left + (width * i / 4)), -1.1f, 0.03f, 2.1f, fold);
            }
        }

        Brush.Box(canvas, -1.4, 0.9, 2.8, 0.1, new SKColor(110, 80, 50));
    }
}
