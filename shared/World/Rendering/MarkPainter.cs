using MoTE.Indexing.World.Scenes;
using SkiaSharp;

namespace MoTE.Indexing.World.Rendering;

/// <summary>Draws what comics draw to show that something happens: an arrow, rays, a plus or a cross. One sign is in the middle of the upper edge; of two, the first is left.</summary>
/// <remarks>
/// Signs are large, the forward member of a pair is bright and the backward one dark: thin speed lines left the text tower unable to
/// tell opposite motions apart. They appear on training stills only, never on a frame of a video.
/// </remarks>
internal static class MarkPainter
{
    public static void Paint(SKCanvas canvas, IReadOnlyList<TemporalClass> marks)
    {
        for (var i = 0; i < marks.Count; i++)
        {
            canvas.Save();
            canvas.Translate(marks.Count == 1 ? 0 : (i == 0 ? -0.55f : 0.55f), 0.64f);
            canvas.Scale(0.3f);
            using var sign = Sign(marks[i]);
            Brush.Fill(canvas, sign, marks[i].Forward ? new SKColor(255, 250, 210) : new SKColor(36, 16, 40), 255, 0.12f);
            canvas.Restore();
        }
    }

    private static SKPath Sign(TemporalClass mark) => mark.Pair switch
    {
        MotionPair.MoveSideways or MotionPair.Walk => Arrow(mark.Forward ? 0 : 180),
        MotionPair.MoveVertically or MotionPair.Sit or MotionPair.Lift or MotionPair.Arm or MotionPair.Climb or MotionPair.Hat or MotionPair.Fill => Arrow(mark.Forward ? 90 : -90),
        MotionPair.Lie => Arrow(mark.Forward ? -90 : 90),
        MotionPair.Resize or MotionPair.Approach or MotionPair.Spread or MotionPair.Curtain or MotionPair.Door => Pair(mark.Forward),
        MotionPair.Fade or MotionPair.Light => Rays(mark.Forward),
        MotionPair.Roll => Curl(mark.Forward),
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, "No sign is drawn for this."),
    };

    private static SKPath Arrow(float degrees)
    {
        var path = new SKPath();
        path.AddPoly([new(-1, -0.3f), new(0.1f, -0.3f), new(0.1f, -0.8f), new(1, 0), new(0.1f, 0.8f), new(0.1f, 0.3f), new(-1, 0.3f)]);
        path.Transform(SKMatrix.CreateRotationDegrees(degrees));
        return path;
    }

    // Two arrow heads that point away from each other, or at each other.
    private static SKPath Pair(bool outwards)
    {
        var path = new SKPath();
        foreach (var side in new[] { -1f, 1f })
        {
            var tip = outwards ? side * 1.2f : side * 0.15f;
            var back = outwards ? side * 0.3f : side * 1.1f;
            path.AddPoly([new(tip, 0), new(back, 0.8f), new(back, -0.8f)]);
        }

        return path;
    }

    private static SKPath Rays(bool bright)
    {
        var path = new SKPath();
        if (!bright)
        {
            path.AddPoly([new(-0.9f, -0.5f), new(-0.5f, -0.9f), new(0, -0.4f), new(0.5f, -0.9f), new(0.9f, -0.5f), new(0.4f, 0), new(0.9f, 0.5f), new(0.5f, 0.9f), new(0, 0.4f), new(-0.5f, 0.9f), new(-0.9f, 0.5f), new(-0.4f, 0)]);
            return path;
        }

        var corners = new SKPoint[16];
        for (var i = 0; i < corners.Length; i++)
        {
            var radius = i % 2 == 0 ? 1.05f : 0.5f;
            corners[i] = new(radius * MathF.Cos(i * MathF.PI / 8), radius * MathF.Sin(i * MathF.PI / 8));
        }

        path.AddPoly(corners);
        return path;
    }

    private static SKPath Curl(bool inwards)
    {
        var path = new SKPath();
        path.AddCircle(0, 0, 0.95f);
        path.AddCircle(0, 0, 0.55f, SKPathDirection.CounterClockwise);
        path.FillType = SKPathFillType.EvenOdd;
        if (inwards)
        {
            path.AddCircle(0, 0, 0.28f);
        }

        return path;
    }
}
