namespace MoTE.Indexing.Demo.Evaluation.Relevance;

/// <summary>What one cut-off makes of one phrase in one archive.</summary>
/// <remarks>Clips that show a part of it are left out.</remarks>
/// <param name="Shown">Clips that show it.</param>
/// <param name="Found">Those of them that are answered with.</param>
/// <param name="False">Clips that do not show it and are answered with.</param>
internal readonly record struct CutAnswer(int Shown, int Found, int False)
{
    public static CutAnswer Of(float[] relevance, bool?[] truth, IReadOnlyList<int> archive, double cutOff)
    {
        var (shown, found, wrong) = (0, 0, 0);
        foreach (var clip in archive)
        {
            var answered = relevance[clip] >= cutOff;
            shown += truth[clip] == true ? 1 : 0;
            found += truth[clip] == true && answered ? 1 : 0;
            wrong += truth[clip] == false && answered ? 1 : 0;
        }

        return new CutAnswer(shown, found, wrong);
    }
}
