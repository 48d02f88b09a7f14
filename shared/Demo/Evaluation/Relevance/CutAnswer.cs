namespace MoTE.Indexing.Demo.Evaluation.Relevance;

/// <summary>What one cut-off makes of one phrase in one archive.</summary>
/// <param name="Shown">Clips that show it.</param>
/// <param name="Found">Those of them that are answered with.</param>
/// <param name="False">Clips that do not show it and are answered with.</param>
/// <param name="FalseAlone">Clips that would be answered with if there were none that show it.</param>
internal readonly record struct CutAnswer(int Shown, int Found, int False, int FalseAlone);
