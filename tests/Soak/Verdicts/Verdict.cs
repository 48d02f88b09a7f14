namespace MoTE.Indexing.Soak.Verdicts;

/// <summary>What a run came to.</summary>
internal sealed record Verdict
{
    /// <summary>Files that were accepted.</summary>
    public required int Accepted { get; init; }

    /// <summary>Videos that are searchable.</summary>
    public required int Searchable { get; init; }

    /// <summary>Files that were rejected with a reason.</summary>
    public required int Rejected { get; init; }

    /// <summary>Segments of an undisturbed run.</summary>
    public required int SegmentsExpected { get; init; }

    /// <summary>Segments in the index.</summary>
    public required int SegmentsFound { get; init; }

    /// <summary>Videos and segments that are not there, or are something else than in an undisturbed run; a sentence each.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>Segments that are there twice, or of videos that are not searchable; a sentence each.</summary>
    public required IReadOnlyList<string> Double { get; init; }

    /// <summary>Blobs, files and messages that belong to nothing; a sentence each.</summary>
    public required IReadOnlyList<string> Left { get; init; }

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<string> Complaints => [.. Lost, .. Double, .. Left];
}
