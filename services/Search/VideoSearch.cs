using System.Diagnostics;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Search;

/// <summary>Finds the segments that a phrase describes. Safe for concurrent use.</summary>
public sealed class VideoSearch : IDisposable
{
    /// <summary>Segments that are looked at for an answer; those beyond score lower than all of them.</summary>
    private const int Candidates = 1000;

    private readonly string _model;
    private readonly QueryEncoder _encoder;
    private readonly QueryRelevance _relevance;
    private readonly ISegmentIndex _index;
    private readonly IVideoCatalogue _catalogue;

    /// <summary>Loads what a model needs to be asked: its text tower, its vocabulary, and the archive vocabulary.</summary>
    /// <param name="bundle">The model; only segments that it embedded are found.</param>
    /// <param name="index">The segments.</param>
    /// <param name="catalogue">Their videos.</param>
    /// <exception cref="UserErrorException">The model cannot be searched.</exception>
    public VideoSearch(ModelBundle bundle, ISegmentIndex index, IVideoCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(catalogue);
        (_model, _index, _catalogue) = (bundle.Name, index, catalogue);
        _relevance = new QueryRelevance(bundle.ReadArchiveFeatures(), bundle.Manifest.LogitScale);
        _encoder = new QueryEncoder(bundle);
    }

    /// <summary>Searches.</summary>
    /// <exception cref="UserErrorException">Nothing can be searched for, or the index was made with other models.</exception>
    public async Task<SearchResult> RunAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var started = Stopwatch.GetTimestamp();
        var query = _encoder.Encode(request.Text, Candidates, request.Filter);
        var unwanted = request.Not.Select(text => _encoder.Encode(text, 1, VideoFilter.None).Vector).ToArray();
        var matches = await _index.FindAsync(query, cancellationToken).ConfigureAwait(false);

        var scale = _relevance.For(query.Vector);
        var relevant = matches
            .Where(match => !unwanted.Any(other => IsBetter(other, query.Vector, match)))
            .Select(match => new RelevantSegment(match, scale.Of(match.View, match.Gain)))
            .Where(segment => segment.Relevance >= request.MinRelevance)
            .ToList();
        var hits = new List<SearchHit>();
        foreach (var (best, segments) in SegmentGroups.Of(relevant, request.GroupBy).Take(request.Limit))
        {
            hits.Add(await HitAsync(best, segments, query.ModelFingerprint, cancellationToken).ConfigureAwait(false));
        }

        SearchHit? nearest = null;
        if (hits.Count == 0 && matches.Count > 0)
        {
            var segment = new RelevantSegment(matches[0], scale.Of(matches[0].View, matches[0].Gain));
            nearest = await HitAsync(segment, [segment], query.ModelFingerprint, cancellationToken).ConfigureAwait(false);
        }

        return new SearchResult(request.Text, _model, Stopwatch.GetElapsedTime(started), hits, nearest);
    }

    /// <inheritdoc/>
    public void Dispose() => _encoder.Dispose();

    // Both by the same arithmetic: a text is never better than itself.
    private static bool IsBetter(float[] other, float[] wanted, SegmentMatch match) =>
        ViewScore.Score(match.View, other, match.Gain) > ViewScore.Score(match.View, wanted, match.Gain);

    private async Task<SearchHit> HitAsync(RelevantSegment best, IReadOnlyList<RelevantSegment> segments, string modelFingerprint, CancellationToken cancellationToken)
    {
        var video = await _catalogue.FindAsync(best.VideoId, modelFingerprint, cancellationToken).ConfigureAwait(false)
            ?? throw new UserErrorException($"The index has segments of video {best.VideoId.Value[..12]}, but no entry for it: index the video again.");
        return new SearchHit(
            best.VideoId,
            video.Title,
            video.Sources[^1],
            segments[0].Match.Segment.Start,
            segments[^1].Match.Segment.End,
            best.Match.Score,
            best.Relevance,
            [.. segments.Select(segment => segment.Number)],
            best.Number);
    }
}
