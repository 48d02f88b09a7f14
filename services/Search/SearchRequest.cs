using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Search;

/// <summary>What a person looks for.</summary>
/// <param name="Text">The phrase; not read where <see cref="Like"/> is given.</param>
public sealed record SearchRequest(string Text)
{
    /// <summary>Most answers unless told otherwise.</summary>
    /// <value>20.</value>
    public const int DefaultLimit = 20;

    /// <summary>A moment that answers shall be like, in place of a phrase; null for a phrase.</summary>
    public SearchExample? Like { get; init; }

    /// <summary>Phrases that must not describe an answer better than <see cref="Text"/> does.</summary>
    public IReadOnlyList<string> Not { get; init; } = [];

    /// <summary>Most answers, at least 1.</summary>
    /// <value>Default <see cref="DefaultLimit"/>.</value>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>What one answer is.</summary>
    /// <value>Default <see cref="SearchGrouping.Segment"/>.</value>
    public SearchGrouping GroupBy { get; init; } = SearchGrouping.Segment;

    /// <summary>Least relevance of an answer, 0 to 1; 0 shows the nearest in any case.</summary>
    /// <value>Default <see cref="QueryRelevance.DefaultLeast"/>.</value>
    public float MinRelevance { get; init; } = QueryRelevance.DefaultLeast;

    /// <summary><see cref="SearchResult.Next"/> of the page before, whose request was the same but for <see cref="Limit"/>; null for the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>Which videos are searched.</summary>
    /// <value>Default all.</value>
    public VideoFilter Filter { get; init; } = VideoFilter.None;
}
