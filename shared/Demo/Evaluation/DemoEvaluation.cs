using System.Text.Json.Serialization;

namespace MoTE.Indexing.Demo.Evaluation;

/// <summary>How well a model finds and tells apart videos of the rendered world that it never saw. Shares are 0 to 1.</summary>
/// <param name="Clips">Videos rendered, encoded, decoded and embedded.</param>
/// <param name="StaticRecallAt1">Static descriptions of a gallery of different clips: share whose own clip comes first.</param>
/// <param name="StaticRecallAt5">The same, among the first five.</param>
/// <param name="HeldOutRecallAt1">The same for combinations of shape and colour that training never showed, in a gallery of as many clips.</param>
/// <param name="TemporalAccuracySeen">Share of single-event clips whose own class scores highest among all temporal classes.</param>
/// <param name="TemporalAccuracyHeldOut">The same for combinations of action and subject that training never showed.</param>
/// <param name="ReversalPairs">Share of single-event clips that fit their class better than its reversal, with the temporal branch.</param>
/// <param name="ReversalPairsSpatialOnly">The same at gain 0; about 0.5 where single frames give nothing away.</param>
/// <param name="OrderQuestions">Share of two-event clips that fit "A then B" better than "B then A".</param>
/// <param name="Gains">The same questions at fixed gains, to compare the modulation with.</param>
public sealed record DemoEvaluation(
    int Clips,
    double StaticRecallAt1,
    double StaticRecallAt5,
    double HeldOutRecallAt1,
    double TemporalAccuracySeen,
    double TemporalAccuracyHeldOut,
    double ReversalPairs,
    double ReversalPairsSpatialOnly,
    double OrderQuestions,
    IReadOnlyList<GainComparison> Gains)
{
    /// <summary>Reversal accuracy of each motion by its name, with the temporal branch.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyDictionary<string, double> ReversalByMotion { get; init; } = new Dictionary<string, double>();
}
