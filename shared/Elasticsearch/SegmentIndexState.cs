using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>An index of segments.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ModelFingerprint">The model whose segments it holds.</param>
/// <param name="Widths">What they are like.</param>
/// <param name="IsSearched">Whether queries see it; if not, it is being filled, or was left by somebody who did not finish.</param>
internal sealed record SegmentIndexState(string Name, string ModelFingerprint, SegmentWidths Widths, bool IsSearched);
