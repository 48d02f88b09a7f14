using System.Numerics.Tensors;

namespace MoTE.Indexing.Media.Shots;

/// <summary>How much two frames differ.</summary>
internal static class PictureChange
{
    /// <summary>Root of the mean square difference between the cells, moves and all, relative to the greater contrast: cheap.</summary>
    public static double Distance(ShotFrame one, ShotFrame other) =>
        TensorPrimitives.Distance(one.Half, other.Half) / Math.Sqrt(one.Half.Length) / Math.Max(one.Scale, other.Scale);

    /// <summary>How much of a picture is new in another: what no moved block explains, whatever the light, and has other colours as well.</summary>
    /// <returns>About 0 for two frames of one shot, about 0.6 for frames of unrelated shots, at most 1.</returns>
    public static double Between(ShotFrame one, ShotFrame other) => Math.Sqrt(Unexplained(one, other) * Recoloured(one, other));

    /// <summary>What no moved block explains: the lesser of the pictures as they are and in the same light.</summary>
    public static double Unexplained(ShotFrame one, ShotFrame other)
    {
        var asTheyAre = Residual(one.Picture, other.Picture) / Math.Max(one.Scale, other.Scale);
        var inTheSameLight = Residual(one.Stretched, other.Stretched) / 40;
        return Math.Min(1, Math.Min(asTheyAre, inTheSameLight));
    }

    /// <summary>The share of colours that differ: the lesser of the pictures as they are and in the same light.</summary>
    public static double Recoloured(ShotFrame one, ShotFrame other) => Math.Min(
        ColourHistogram.Difference(one.Picture.Colours, other.Picture.Colours), ColourHistogram.Difference(one.Stretched.Colours, other.Stretched.Colours));

    private static double Residual(CellPicture one, CellPicture other) => (BlockSearch.Residual(one, other) + BlockSearch.Residual(other, one)) / 2;
}
