namespace MoTE.Indexing.Model.Retrieval;

/// <summary>A text that is compared with views.</summary>
/// <param name="Vector">Unit vector q, [D].</param>
/// <param name="FragmentShare">Share of its tokens that are pieces of words the model may not know, 0 to 1.</param>
public readonly record struct SearchedText(float[] Vector, float FragmentShare);
