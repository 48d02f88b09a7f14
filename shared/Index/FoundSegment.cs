using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>A row that a query describes well.</summary>
/// <param name="Run">The run that it is part of.</param>
/// <param name="Row">The row in the run's block.</param>
/// <param name="Gain">g for the archive vocabulary and the query.</param>
/// <param name="Score">Cosine of s + g·t and the query.</param>
internal readonly record struct FoundSegment(SegmentRun Run, int Row, float Gain, float Score) : IComparable<FoundSegment>
{
    /// <summary>Better ones are greater; of equal scores the one whose video and number come first.</summary>
    public int CompareTo(FoundSegment other)
    {
        var order = Score.CompareTo(other.Score);
        if (order == 0)
            order = string.CompareOrdinal(other.Run.Video.Value, Run.Video.Value);
        return order != 0 ? order : other.Run.Block.Place(other.Row).Number.CompareTo(Run.Block.Place(Row).Number);
    }

    public SegmentMatch ToMatch() => new(Run.Block.Place(Row).In(Run.Video), Run.Block.View(Row), Gain, Score);
}
