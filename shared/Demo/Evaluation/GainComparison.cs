namespace MoTE.Indexing.Demo.Evaluation;

/// <summary>The evaluation's questions at one way to choose the gain g of v = s + g·t.</summary>
/// <param name="Gain">How the gain is chosen: by the archive vocabulary and the query, by the class set, or fixed.</param>
/// <param name="StaticRecallAt1">As in <see cref="DemoEvaluation"/>.</param>
/// <param name="HeldOutRecallAt1">As in <see cref="DemoEvaluation"/>.</param>
/// <param name="TemporalAccuracySeen">As in <see cref="DemoEvaluation"/>.</param>
/// <param name="TemporalAccuracyHeldOut">As in <see cref="DemoEvaluation"/>.</param>
/// <param name="ReversalPairs">As in <see cref="DemoEvaluation"/>.</param>
/// <param name="OrderQuestions">As in <see cref="DemoEvaluation"/>.</param>
public sealed record GainComparison(
    string Gain,
    double StaticRecallAt1,
    double HeldOutRecallAt1,
    double TemporalAccuracySeen,
    double TemporalAccuracyHeldOut,
    double ReversalPairs,
    double OrderQuestions);
