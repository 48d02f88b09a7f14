namespace MoTE.Indexing.Search;

/// <summary>A text as a model knows it; the same for every search for it.</summary>
/// <param name="Vector">Unit vector q, [D].</param>
/// <param name="ClassSimilarities">Cosine of q with each fine-tuning class; empty for a plain CLIP bundle.</param>
/// <param name="Notes">What a person should know of how it was read, in sentences.</param>
internal sealed record EncodedText(float[] Vector, float[] ClassSimilarities, IReadOnlyList<string> Notes);
