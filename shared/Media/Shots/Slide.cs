namespace MoTE.Indexing.Media.Shots;

/// <summary>A way in which one picture takes another's place.</summary>
/// <param name="IsUpright">Whether the edge goes up or down, and not to the left or right.</param>
/// <param name="ComesFromEnd">Whether the new picture comes from the right or from below.</param>
/// <param name="MovesOld">Whether the old picture moves with the edge.</param>
/// <param name="MovesNew">Whether the new one does.</param>
internal readonly record struct Slide(bool IsUpright, bool ComesFromEnd, bool MovesOld, bool MovesNew)
{
    /// <summary>All ways in which something moves.</summary>
    public static IReadOnlyList<Slide> All { get; } =
    [
        .. from isUpright in new[] { false, true } from comesFromEnd in new[] { false, true } from moves in new[] { (true, true), (true, false), (false, true) }
           select new Slide(isUpright, comesFromEnd, moves.Item1, moves.Item2),
    ];

    /// <summary>Cells of a line across the way.</summary>
    public int LineLength => (IsUpright ? CellGrid.Columns : CellGrid.Rows) / 2;

    /// <summary>A picture's brightness, line by line.</summary>
    public ReadOnlySpan<float> Lines(ShotFrame frame) => IsUpright ? frame.CoarseBrightness : frame.CoarseColumns;
}
