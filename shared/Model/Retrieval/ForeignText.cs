namespace MoTE.Indexing.Model.Retrieval;

/// <summary>A text that no view of a calibration shows and that the model never learnt to read.</summary>
/// <param name="Vector">The text's unit vector q, [D].</param>
/// <param name="FragmentShare">Share of its tokens that only make up words together, above 0.</param>
/// <param name="BestScore">The best score of any view for it.</param>
public sealed record ForeignText(float[] Vector, float FragmentShare, float BestScore);
