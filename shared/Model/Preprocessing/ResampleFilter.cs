namespace MoTE.Indexing.Model.Preprocessing;

/// <summary>Kernel of an antialiased resize, as Pillow names them.</summary>
public enum ResampleFilter
{
    /// <summary>Triangle, support 1.</summary>
    Bilinear,

    /// <summary>Cubic convolution with a = -0.5, support 2.</summary>
    Bicubic,
}
