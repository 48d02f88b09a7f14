namespace MoTE.Indexing.Model.Retrieval;

/// <summary>A text and how the views of a calibration fit it.</summary>
/// <param name="Vector">The text's unit vector q, [D].</param>
/// <param name="TrueScores">Scores of the views that show what it says.</param>
/// <param name="OtherScores">Scores of the views that do not.</param>
public sealed record CalibrationText(float[] Vector, float[] TrueScores, float[] OtherScores);
