using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Elastic.Transport;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Finds the segments that a query describes best.</summary>
/// <remarks>
/// Elasticsearch scores candidates exactly with the script <c>score.painless</c> and gives back the best with their vectors; those are scored
/// once more here, so that their scores and their order are those of every other index. Candidates are all segments, or those nearest by the
/// approximate search where there are many (<see cref="ElasticsearchOptions.ExactUpTo"/>).
/// </remarks>
internal sealed class SegmentSearch(ElasticsearchGateway gateway)
{
    /// <summary>What the setting <c>max_result_window</c> of an index of segments says.</summary>
    public const int MostMatches = 20_000;

    // Elasticsearch takes no more.
    private const int MostCandidates = 10_000;

    /// <summary>The best segments, best first.</summary>
    /// <param name="index">Where.</param>
    /// <param name="query">The text.</param>
    /// <param name="filter">Which segments are compared.</param>
    /// <param name="compared">How many those are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<SegmentMatch>> FindAsync(string index, SegmentQuery query, JsonObject filter, long compared, CancellationToken cancellationToken)
    {
        var candidates = (long)query.Count * gateway.Options.CandidatesPerMatch;
        var all = compared <= Math.Max(gateway.Options.ExactUpTo, query.Count) || query.Count > MostCandidates;
        var body = new JsonObject
        {
            ["size"] = query.Count,
            ["track_total_hits"] = false,
            ["_source"] = new JsonArray([.. SegmentDocument.MatchFields.Select(field => JsonValue.Create(field))]),
            ["query"] = Scored(all ? filter : Nearest(query, filter, (int)Math.Min(candidates, MostCandidates)), query),
            ["sort"] = new JsonArray("_score", Clauses.Ascending("video_id"), Clauses.Ascending("segment")),
        };
        var answer = await gateway.SendAsync(HttpMethod.POST, $"/{index}/_search?allow_partial_search_results=false", body, cancellationToken).ConfigureAwait(false);
        return answer.IsMissing ? [] : [.. answer.Read<SearchAnswer<SegmentDocument>>().Hits.Hits
            .Select(hit => Match(hit.Source!.ToEmbedded(), query))
            .OrderByDescending(match => match.Score)
            .ThenBy(match => match.Segment.VideoId.Value, StringComparer.Ordinal)
            .ThenBy(match => match.Segment.Number)];
    }

    private static JsonObject Nearest(SegmentQuery query, JsonObject filter, int candidates) => new()
    {
        ["knn"] = new JsonObject
        {
            ["field"] = "embedding",
            ["query_vector"] = Numbers(query.Vector),
            ["k"] = candidates,
            ["num_candidates"] = candidates,
            ["filter"] = filter,
        },
    };

    private static JsonObject Scored(JsonObject candidates, SegmentQuery query) => new()
    {
        ["script_score"] = new JsonObject
        {
            ["query"] = candidates,
            ["script"] = new JsonObject
            {
                ["source"] = IndexDefinition.ScoreScript,
                ["params"] = new JsonObject { ["query"] = Numbers(query.Vector), ["classes"] = Numbers(query.IsClass ? query.ClassSimilarities : []) },
            },
        },
    };

    private static SegmentMatch Match(EmbeddedSegment embedded, SegmentQuery query)
    {
        var (segment, view, fit) = embedded;
        var scoring = new SegmentScoring(SegmentSquares.Of(view), new ArchiveGain(fit.Logits, fit.Similarities));
        var (spatial, temporal) = (TensorPrimitives.Dot<float>(view.Spatial, query.Vector), TensorPrimitives.Dot<float>(view.Temporal, query.Vector));
        if (!query.IsClass || !scoring.Admits(spatial))
            return new SegmentMatch(segment, view, scoring.GainAlone, scoring.ScoreAlone(spatial, temporal));
        var gain = scoring.GainWith(view.NearestClasses, query.ClassSimilarities);
        return new SegmentMatch(segment, view, gain, scoring.ScoreAt(gain, spatial, temporal));
    }

    private static JsonArray Numbers(float[] values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
