namespace MoTE.Indexing.Testing.Films;

/// <summary>What a camera saw, at any moment; the same moment always gives the same picture.</summary>
public interface IFootage
{
    /// <summary>Paints the picture of a moment.</summary>
    /// <param name="seconds">From 0.</param>
    /// <param name="samples">Takes R, G, B of each pixel of <see cref="Film.Width"/> × <see cref="Film.Height"/>, row by row; 0 is black and 255 is white.</param>
    void Paint(double seconds, Span<float> samples);
}
