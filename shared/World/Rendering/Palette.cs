using MoTE.Indexing.World.Scenes;
using SkiaSharp;

namespace MoTE.Indexing.World.Rendering;

/// <summary>The samples behind the colour words.</summary>
internal static class Palette
{
    public static SKColor Of(ObjectColor color) => color switch
    {
        ObjectColor.Red => new SKColor(214, 30, 38),
        ObjectColor.Orange => new SKColor(245, 134, 20),
        ObjectColor.Yellow => new SKColor(250, 222, 40),
        ObjectColor.Green => new SKColor(34, 160, 60),
        ObjectColor.Blue => new SKColor(30, 90, 220),
        ObjectColor.Purple => new SKColor(130, 40, 180),
        ObjectColor.White => new SKColor(248, 248, 248),
        ObjectColor.Black => new SKColor(18, 18, 20),
        _ => throw new ArgumentOutOfRangeException(nameof(color), color, "Not a colour of the world."),
    };

    public static SKColor Of(BackgroundColor color) => color switch
    {
        BackgroundColor.Gray => new SKColor(140, 142, 146),
        BackgroundColor.Brown => new SKColor(122, 84, 54),
        BackgroundColor.Teal => new SKColor(60, 140, 136),
        BackgroundColor.Pink => new SKColor(226, 160, 176),
        BackgroundColor.Beige => new SKColor(222, 206, 172),
        BackgroundColor.Navy => new SKColor(44, 54, 96),
        _ => throw new ArgumentOutOfRangeException(nameof(color), color, "Not a wall colour of the world."),
    };

    /// <summary>The second tone of a texture.</summary>
    public static SKColor Shade(SKColor color, double factor) => new(
        (byte)Math.Clamp(color.Red * factor, 0, 255),
        (byte)Math.Clamp(color.Green * factor, 0, 255),
        (byte)Math.Clamp(color.Blue * factor, 0, 255));
}
