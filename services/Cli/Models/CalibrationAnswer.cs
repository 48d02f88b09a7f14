namespace MoTE.Indexing.Cli.Models;

/// <summary>A finished calibration in <c>--json</c> output.</summary>
/// <param name="Model">The model.</param>
/// <param name="Folder">Its bundle.</param>
/// <param name="Relevance">What relevance is told by from now on.</param>
/// <param name="Videos">Videos that segments were taken of.</param>
/// <param name="Segments">Segments that were compared with every phrase.</param>
/// <param name="Phrases">Phrases of the archive vocabulary.</param>
/// <param name="Level">Relevance 0.5, in standard deviations above the mean.</param>
/// <param name="Steepness">How fast log odds grow with a standard deviation.</param>
internal sealed record CalibrationAnswer(string Model, string Folder, string Relevance, int Videos, int Segments, int Phrases, float Level, float Steepness);
