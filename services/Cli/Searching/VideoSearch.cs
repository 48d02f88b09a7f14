using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Cli.Searching;

/// <summary>Finds the segments that a phrase describes.</summary>
internal sealed class VideoSearch(ISegmentIndex index, IVideoCatalogue catalogue, QueryEncoder encoder, QueryRelevance relevance)
{
    /// <summary>Segments that are looked at for an answer; those beyond score lower than all of them.</summary>
    private const int Candidates = 1000;

    public async Task<SearchResult> RunAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        var query = encoder.Encode(request.Text, Candidates, request.Collection);
        var unwanted = request.Not is null ? null : encoder.Encode(request.Not, 1, null).Vector;
        var matches = await index.FindAsync(query, cancellationToken);

        var scale = relevance.For(query.Vector);
        var ranked = matches
            .Where(match => unwanted is null || ViewScore.Score(match.View, unwanted, match.Gain) <= ViewScore.Score(match.View, query.Vector, match.Gain))
            .Select(match => (Match: match, Relevance: scale.Of(match.View, match.Gain)));
        var relevant = ranked.Where(found => found.Relevance >= request.MinRelevance);
        if (request.ByVideo)
            relevant = relevant.DistinctBy(found => found.Match.Segment.VideoId);

        var hits = new List<SearchHit>();
        foreach (var (match, value) in relevant.Take(request.Limit))
        {
            hits.Add(await HitAsync(match, value, query.ModelFingerprint, cancellationToken));
        }

        var nearest = hits.Count == 0 && matches.Count > 0
            ? await HitAsync(matches[0], scale.Of(matches[0].View, matches[0].Gain), query.ModelFingerprint, cancellationToken)
            : null;
        return new SearchResult(hits, nearest);
    }

    private async Task<SearchHit> HitAsync(SegmentMatch match, float value, string modelFingerprint, CancellationToken cancellationToken)
    {
        var (id, start, end) = (match.Segment.VideoId, match.Segment.Start, match.Segment.End);
        var video = await catalogue.FindAsync(id, modelFingerprint, cancellationToken)
            ?? throw new UserErrorException($"The index has segments of video {id.Value[..12]}, but no entry for it: index the video again.");
        return new SearchHit(id, video.Title, video.Sources[^1], start, end, match.Score, value);
    }
}
