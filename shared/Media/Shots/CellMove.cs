namespace MoTE.Indexing.Media.Shots;

/// <summary>How far a picture moved.</summary>
/// <param name="Columns">Cells to the right.</param>
/// <param name="Rows">Cells down.</param>
internal readonly record struct CellMove(int Columns, int Rows);
