using MoTE.Indexing.World.Scenes;
using SkiaSharp;

namespace MoTE.Indexing.World.Rendering;

/// <summary>Outlines of the shapes, of radius 1 around the origin, y upwards.</summary>
internal static class ShapePaths
{
    private static readonly SKPath[] Paths = [.. Enum.GetValues<ObjectShape>().Select(Make)];

    public static SKPath Of(ObjectShape shape) => Paths[(int)shape];

    private static SKPath Make(ObjectShape shape) => shape switch
    {
        ObjectShape.Circle => Circle(1),
        ObjectShape.Square => Polygon([(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)]),
        ObjectShape.Triangle => Polygon([(-0.95, -0.7), (0.95, -0.7), (0, 1)]),
        ObjectShape.Star => Polygon([.. Enumerable.Range(0, 10).Select(i => Polar(i % 2 == 0 ? 1.1 : 0.45, 90 + (36 * i)))]),
        ObjectShape.Heart => Heart(),
        ObjectShape.Cross => Polygon([(-0.33, -1), (0.33, -1), (0.33, -0.33), (1, -0.33), (1, 0.33), (0.33, 0.33), (0.33, 1), (-0.33, 1), (-0.33, 0.33), (-1, 0.33), (-1, -0.33), (-0.33, -0.33)]),
        ObjectShape.Ring => Ring(),
        ObjectShape.Moon => Moon(),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "Not a shape of the world."),
    };

    private static SKPath Circle(float radius)
    {
        var path = new SKPath();
        path.AddCircle(0, 0, radius);
        return path;
    }

    private static (double X, double Y) Polar(double radius, double degrees) =>
        (radius * Math.Cos(degrees * Math.PI / 180), radius * Math.Sin(degrees * Math.PI / 180));

    private static SKPath Polygon((double X, double Y)[] corners)
    {
        var path = new SKPath();
        path.AddPoly([.. corners.Select(corner => new SKPoint((float)corner.X, (float)corner.Y))]);
        return path;
    }

    private static SKPath Heart()
    {
        var path = new SKPath();
        path.MoveTo(0, -1);
        path.CubicTo(-1.6f, 0.1f, -0.9f, 1.25f, 0, 0.5f);
        path.CubicTo(0.9f, 1.25f, 1.6f, 0.1f, 0, -1);
        path.Close();
        return path;
    }

    private static SKPath Ring()
    {
        var path = Circle(1);
        path.AddCircle(0, 0, 0.52f, SKPathDirection.CounterClockwise);
        path.FillType = SKPathFillType.EvenOdd;
        return path;
    }

    private static SKPath Moon()
    {
        using var whole = Circle(1);
        using var bite = new SKPath();
        bite.AddCircle(0.5f, 0.15f, 0.8f);
        return whole.Op(bite, SKPathOp.Difference);
    }
}
