using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Demo.Evaluation.Relevance;

/// <summary>What an archive answers to one phrase, and what it would answer without the clips that show it. Clips that show a part of it count on neither side.</summary>
/// <param name="True">Relevance of the clips that show it.</param>
/// <param name="Other">Relevance of those that do not.</param>
/// <param name="OtherAlone">Relevance of those that do not, in the archive without those that do.</param>
internal sealed record ArchiveAnswer(float[] True, float[] Other, float[] OtherAlone)
{
    /// <summary>Asks an archive.</summary>
    /// <param name="model">Tells relevance.</param>
    /// <param name="relevance">Relevance of every clip before anything is known of an archive.</param>
    /// <param name="truth">Whether each clip shows the phrase, null where it shows a part of it.</param>
    /// <param name="archive">The clips of the archive.</param>
    public static ArchiveAnswer Of(QueryRelevance model, float[] relevance, bool?[] truth, IReadOnlyList<int> archive)
    {
        var other = archive.Where(clip => truth[clip] == false).ToArray();
        var (whole, alone) = (In(archive), In([.. archive.Where(clip => truth[clip] != true)]));
        return new ArchiveAnswer(
            [.. archive.Where(clip => truth[clip] == true).Select(clip => whole.Relevance(relevance[clip]))],
            [.. other.Select(clip => whole.Relevance(relevance[clip]))],
            [.. other.Select(clip => alone.Relevance(relevance[clip]))]);

        QueryPrevalence In(IReadOnlyList<int> clips) => model.PrevalenceIn(clips.Select(clip => relevance[clip]).OrderDescending(), clips.Count);
    }

    /// <summary>What a cut-off makes of it.</summary>
    public CutAnswer At(double cutOff)
    {
        return new CutAnswer(True.Length, Reaching(True), Reaching(Other), Reaching(OtherAlone));

        int Reaching(float[] values) => values.Count(value => value >= cutOff);
    }
}
