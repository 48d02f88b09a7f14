using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>A frame on its way through the shots.</summary>
/// <param name="Number">Its place in the video.</param>
/// <param name="Time">When it is shown; never before the frame before it.</param>
/// <param name="Picture">Null where it is not held.</param>
internal readonly record struct WorkedFrame(int Number, TimeSpan Time, RgbImage? Picture);
