using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>One decoded frame.</summary>
/// <param name="Number">Its place in presentation order, from 0.</param>
/// <param name="Time">When it is shown, from the file's start.</param>
/// <param name="Image">The picture, upright; owned by whoever receives the frame.</param>
public sealed record VideoFrame(int Number, TimeSpan Time, RgbImage Image);
