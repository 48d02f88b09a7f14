using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Model.Encoders;

/// <summary>A text to search for, as a model read it.</summary>
/// <param name="Vector">Unit vector q, [D].</param>
/// <param name="Parts">What was read of it.</param>
public sealed record QueryText(float[] Vector, TextParts Parts);
