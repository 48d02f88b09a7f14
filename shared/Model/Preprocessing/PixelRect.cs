namespace MoTE.Indexing.Model.Preprocessing;

/// <summary>A rectangle of whole pixels within a picture.</summary>
/// <param name="X">Columns left of it.</param>
/// <param name="Y">Rows above it.</param>
/// <param name="Width">Columns it spans.</param>
/// <param name="Height">Rows it spans.</param>
public readonly record struct PixelRect(int X, int Y, int Width, int Height);
