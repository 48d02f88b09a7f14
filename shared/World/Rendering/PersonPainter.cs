using MoTE.Indexing.World.Scenes;
using SkiaSharp;

namespace MoTE.Indexing.World.Rendering;

/// <summary>Paints a person in coloured clothes, posed by the phase of an action, with the action's props.</summary>
internal static class PersonPainter
{
    private static readonly SKColor Skin = new(224, 172, 134);
    private static readonly SKColor Hair = new(70, 44, 30);
    private static readonly SKColor Wood = new(150, 104, 62);

    public static void Paint(SKCanvas canvas, Scene scene, double time)
    {
        var phase = scene.PhaseOf(scene.Layout, time) ?? throw new InvalidOperationException($"A person laid out for {scene.Layout} needs a phase of it.");
        var prop = Palette.Of(scene.PropColor);
        var height = (float)(1.4 * scene.BodyScale);
        canvas.Save();
        canvas.Translate((float)scene.X, (float)(-0.86 + scene.Y));
        canvas.Scale(scene.Mirrored && scene.Layout is not MotionPair.Walk ? -height : height, height);
        switch (scene.Layout)
        {
            case MotionPair.Sit:
                Sit(canvas, scene, prop, phase);
                break;
            case MotionPair.Lift:
                Lift(canvas, scene, prop, phase);
                break;
            case MotionPair.Arm:
                var angle = (-75 + (150 * phase)) * Math.PI / 180;
                Body(canvas, scene, PersonPose.Standing with { RightHand = new((float)(0.08 + (0.36 * Math.Cos(angle))), (float)(0.79 + (0.36 * Math.Sin(angle)))) });
                break;
            case MotionPair.Approach:
                Approach(canvas, scene, phase);
                break;
            case MotionPair.Door:
                Door(canvas, scene, prop, phase);
                break;
            case MotionPair.Climb:
                Climb(canvas, scene, prop, phase);
                break;
            case MotionPair.Lie:
                Lie(canvas, scene, prop, phase);
                break;
            case MotionPair.Hat:
                PutOnHat(canvas, scene, prop, phase);
                break;
            case MotionPair.Walk:
                canvas.Translate((float)(-0.5 + phase) / (float)scene.BodyScale, 0);
                Body(canvas, scene, Striding(phase * 5));
                break;
            default:
                throw new InvalidOperationException($"Nothing is known of a person who does {scene.Layout}.");
        }

        canvas.Restore();
    }

    private static void Sit(SKCanvas canvas, Scene scene, SKColor prop, double standing)
    {
        Brush.Box(canvas, -0.26, 0, 0.05, 0.62, prop);
        Brush.Box(canvas, -0.26, 0.22, 0.32, 0.06, prop);
        Brush.Box(canvas, 0.01, 0, 0.05, 0.22, prop);
        var lean = 18 * Math.Sin(Math.PI * standing);
        var hipX = -0.08 + (0.2 * standing);
        var hipY = 0.31 + (0.17 * standing);
        Body(canvas, scene, new PersonPose(hipX, hipY, lean, new(0.16f, 0.02f), new(0.22f, 0.02f), new((float)hipX + 0.16f, (float)hipY + 0.06f), new((float)hipX + 0.2f, (float)hipY + 0.04f)));
    }

    private static void Lift(SKCanvas canvas, Scene scene, SKColor prop, double lifted)
    {
        var bent = 1 - lifted;
        var boxX = 0.3f - (0.06f * (float)lifted);
        var boxY = 0.1f + (0.5f * (float)lifted);
        Body(canvas, scene, PersonPose.Standing with { HipX = -0.12 * bent, HipY = 0.48 - (0.1 * bent), LeanDegrees = 68 * bent, LeftHand = new(boxX, boxY + 0.03f), RightHand = new(boxX + 0.02f, boxY - 0.03f) });
        Brush.Box(canvas, boxX - 0.11, boxY - 0.1, 0.22, 0.2, prop);
    }

    private static void Approach(SKCanvas canvas, Scene scene, double near)
    {
        var size = (float)(0.3 * Math.Pow(3.4, near));
        canvas.Translate(0, 0.4f * (1 - (float)near));
        canvas.Scale(size, size);
        Body(canvas, scene, Striding(near * 5));
    }

    private static void Door(SKCanvas canvas, Scene scene, SKColor prop, double open)
    {
        using var dark = new SKPaint { Color = new SKColor(24, 20, 24) };
        Brush.Box(canvas, 0.16, 0, 0.52, 1.02, Wood);
        canvas.DrawRect(0.2f, 0, 0.44f, 0.98f, dark);
        var turn = open * 80 * Math.PI / 180;
        var free = (float)(0.64 - (0.44 * Math.Cos(turn)));
        var depth = (float)(0.12 * Math.Sin(turn));
        using var leaf = new SKPath();
        leaf.AddPoly([new(0.64f, 0), new(free, -depth), new(free, 0.98f + depth), new(0.64f, 0.98f)]);
        Brush.Fill(canvas, leaf, prop);
        Body(canvas, scene, PersonPose.Standing with { RightHand = new(Math.Min(free + 0.03f, 0.38f), 0.5f) });
    }

    private static void Climb(SKCanvas canvas, Scene scene, SKColor prop, double up)
    {
        foreach (var rail in new[] { -0.16, 0.12 })
        {
            Brush.Box(canvas, rail, 0, 0.04, 1.4, prop);
        }

        for (var rung = 0; rung < 9; rung++)
        {
            Brush.Box(canvas, -0.16, 0.1 + (0.15 * rung), 0.32, 0.025, prop);
        }

        canvas.Scale(0.72f, 0.72f);
        canvas.Translate(0, (float)(0.95 * up));
        var step = (float)Math.Sin(up * 4 * Math.PI) * 0.06f;
        Body(canvas, scene, new PersonPose(0, 0.46, 0, new(-0.1f, 0.1f + step), new(0.1f, 0.1f - step), new(-0.17f, 0.95f - step), new(0.17f, 0.95f + step)));
    }

    private static void Lie(SKCanvas canvas, Scene scene, SKColor prop, double lying)
    {
        Brush.Box(canvas, -0.6, 0, 1.2, 0.1, prop);
        canvas.Translate((float)(-0.48 * lying), 0.1f + (0.1f * (float)lying));
        canvas.RotateDegrees((float)(-86 * lying));
        Body(canvas, scene, PersonPose.Standing);
    }

    private static void PutOnHat(SKCanvas canvas, Scene scene, SKColor prop, double on)
    {
        var head = PersonPose.Standing.Head;
        var hatX = (float)(0.32 - (0.32 * on) + (0.14 * Math.Sin(Math.PI * on)));
        var hatY = (float)(0.4 + ((head.Y + 0.07 - 0.4) * on));
        Body(canvas, scene, PersonPose.Standing with { RightHand = new(hatX + 0.1f, hatY) });
        Brush.Box(canvas, hatX - 0.19, hatY - 0.01, 0.38, 0.05, prop);
        Brush.Box(canvas, hatX - 0.11, hatY + 0.03, 0.22, 0.13, prop);
    }

    private static PersonPose Striding(double cycles)
    {
        var swing = (float)(0.13 * Math.Sin(cycles * Math.PI));
        return PersonPose.Standing with { LeftFoot = new(-swing, 0.02f), RightFoot = new(swing, 0.02f), LeftHand = new(-0.14f + swing, 0.47f), RightHand = new(0.14f - swing, 0.47f) };
    }

    private static void Body(SKCanvas canvas, Scene scene, PersonPose pose)
    {
        var shirt = Palette.Of(scene.Color);
        var trousers = Palette.Of(scene.SecondColor);
        var hip = pose.Hip;
        var shoulder = pose.Shoulder;
        Brush.Limb(canvas, trousers, 0.1f, hip, Bend(hip, pose.LeftFoot, 0.25f, 1), pose.LeftFoot);
        Brush.Limb(canvas, trousers, 0.1f, hip, Bend(hip, pose.RightFoot, 0.25f, 1), pose.RightFoot);
        Brush.Limb(canvas, shirt, 0.07f, shoulder, Bend(shoulder, pose.LeftHand, 0.19f, -1), pose.LeftHand);
        Brush.Limb(canvas, shirt, 0.2f, hip, shoulder);
        Brush.Limb(canvas, shirt, 0.07f, shoulder, Bend(shoulder, pose.RightHand, 0.19f, -1), pose.RightHand);
        using var paint = new SKPaint { Color = Skin, IsAntialias = true };
        canvas.DrawCircle(pose.LeftHand, 0.045f, paint);
        canvas.DrawCircle(pose.RightHand, 0.045f, paint);
        var head = pose.Head;
        using var face = new SKPath();
        face.AddCircle(head.X, head.Y, 0.09f);
        Brush.Fill(canvas, face, Skin);
        using var hair = new SKPaint { Color = Hair, IsAntialias = true };
        canvas.Save();
        canvas.Translate(head.X, head.Y);
        canvas.RotateDegrees((float)-pose.LeanDegrees);
        canvas.ClipRect(new SKRect(-0.1f, 0.02f, 0.1f, 0.11f));
        canvas.DrawCircle(0, 0, 0.095f, hair);
        canvas.Restore();
    }

    // The joint between two bones of equal length; the side says where it points.
    private static SKPoint Bend(SKPoint from, SKPoint to, float bone, int side)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var distance = MathF.Sqrt((dx * dx) + (dy * dy));
        var offset = distance >= 2 * bone || distance < 1e-4f ? 0 : MathF.Sqrt((bone * bone) - (distance * distance / 4)) / distance;
        return new(((from.X + to.X) / 2) - (side * dy * offset), ((from.Y + to.Y) / 2) + (side * dx * offset));
    }
}
