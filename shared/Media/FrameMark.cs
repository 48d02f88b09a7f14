namespace MoTE.Indexing.Media;

/// <summary>What FFmpeg reported of one decoded frame.</summary>
/// <param name="Number">Its place in presentation order, counted by us.</param>
/// <param name="Time">When it is shown, from the file's start.</param>
/// <param name="Width">Columns at the place of the report in the filter.</param>
/// <param name="Height">Rows there.</param>
internal readonly record struct FrameMark(int Number, TimeSpan Time, int Width, int Height);
