using System.Diagnostics;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting.Telemetry;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Search;

/// <summary>Finds the segments that a phrase describes. Loads a model once; safe for concurrent use.</summary>
public sealed class VideoSearch : IDisposable
{
    /// <summary>Segments that are looked at first; more only where these do not fill the page, as when one long video has all of them.</summary>
    /// <value>1000.</value>
    public const int Window = 1000;

    /// <summary>Segments that answers are made of at most, all pages together: those beyond score lower than all of them.</summary>
    /// <value>16,000.</value>
    public const int WidestWindow = 16 * Window;

    private const int Widening = 4;

    private readonly ModelBundle _bundle;
    private readonly QueryEncoder _encoder;
    private readonly QueryRelevance _relevance;
    private readonly ISegmentIndex _index;
    private readonly IVideoCatalogue _catalogue;

    /// <summary>Loads what a model needs to be asked: its text tower, its vocabulary, the archive vocabulary, and its calibration.</summary>
    /// <param name="bundle">The model; only segments that it embedded are found.</param>
    /// <param name="index">The segments.</param>
    /// <param name="catalogue">Their videos.</param>
    /// <exception cref="UserErrorException">The model cannot be searched.</exception>
    public VideoSearch(ModelBundle bundle, ISegmentIndex index, IVideoCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(catalogue);
        (_bundle, _index, _catalogue) = (bundle, index, catalogue);
        _relevance = bundle.OpenRelevance();
        _encoder = new QueryEncoder(bundle, _relevance);
    }

    /// <summary>Searches.</summary>
    /// <remarks>
    /// Answers are in the order of their best segment's score. A page starts behind the last answer of the page before, by score and place, so answers
    /// that are there all the time are seen once, whatever comes and goes meanwhile.
    /// </remarks>
    /// <exception cref="UserErrorException">Nothing can be searched for, the cursor is of another search, or the index was made with other models.</exception>
    public Task<SearchResult> RunAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 1, nameof(request));
        return Pipeline.RunAsync(Stages.Search, null, null, () => SearchAsync(request, cancellationToken));
    }

    private async Task<SearchResult> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var wanted = _encoder.Encode(request.Text);
        var unwanted = new UnwantedTexts(
            wanted.Searched, [.. request.Not.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => _encoder.Encode(text).Searched)], _encoder.Vocabulary, _relevance);
        var searched = await _index.CountAsync(_bundle.Fingerprint, request.Filter, cancellationToken).ConfigureAwait(false);
        var look = await LookAsync(request, wanted, unwanted, Window, searched, cancellationToken).ConfigureAwait(false);
        for (var window = Window; look.Groups.Count <= request.Limit && !look.IsDeep && window < WidestWindow;)
        {
            window *= Widening;
            look = await LookAsync(request, wanted, unwanted, window, searched, cancellationToken).ConfigureAwait(false);
        }

        var hits = new List<SearchHit>();
        foreach (var (best, segments) in look.Groups.Take(request.Limit))
        {
            if (await HitAsync(best, segments, cancellationToken).ConfigureAwait(false) is { } hit)
                hits.Add(hit);
        }

        SearchHit? nearest = null;
        if (look.Relevant.Count == 0)
        {
            foreach (var segment in look.Candidates.SkipWhile(segment => unwanted.Describe(segment.Match.View)).Take(1))
                nearest = await HitAsync(segment, [segment], cancellationToken).ConfigureAwait(false);
        }

        return new SearchResult
        {
            Query = request.Text,
            Model = _bundle.Name,
            Searched = searched,
            Hits = hits,
            Nearest = nearest,
            Next = look.Groups.Count > request.Limit ? SearchCursor.Write(HitPosition.Of(look.Groups[request.Limit - 1].Best), request, _bundle.Fingerprint) : null,
            Notes = wanted.Notes,
            Took = Stopwatch.GetElapsedTime(started),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _encoder.Dispose();

    private async Task<SegmentLook> LookAsync(SearchRequest request, EncodedText wanted, UnwantedTexts unwanted, int window, long searched, CancellationToken cancellationToken)
    {
        HitPosition? after = request.Cursor is null ? null : SearchCursor.Read(request.Cursor, request, _bundle.Fingerprint);
        var query = new SegmentQuery(_bundle.Fingerprint, wanted.Vector, wanted.ClassSimilarities, window) { Filter = request.Filter };
        var matches = await _index.FindAsync(query, cancellationToken).ConfigureAwait(false);

        var scale = _relevance.For(wanted.Vector, wanted.FragmentShare);
        var fits = matches.Select(match => scale.Relevance(match.View, match.Gain, match.Score)).ToArray();
        var prevalence = _relevance.PrevalenceIn(fits, searched);
        var candidates = matches.Zip(fits, (match, fit) => new RelevantSegment(match, prevalence.Relevance(fit))).ToList();
        var relevant = candidates.Where(segment => segment.Relevance >= request.MinRelevance && !unwanted.Describe(segment.Match.View)).ToList();
        var groups = SegmentGroups.Of(relevant, request.GroupBy).Where(group => after is not { } last || HitPosition.Of(group.Best).CompareTo(last) > 0);
        return new SegmentLook(candidates, relevant, [.. groups.Take(request.Limit + 1)], candidates.Count < window || candidates[^1].Relevance < request.MinRelevance);
    }

    /// <returns>Null when the video was deleted meanwhile.</returns>
    private async Task<SearchHit?> HitAsync(RelevantSegment best, IReadOnlyList<RelevantSegment> segments, CancellationToken cancellationToken) =>
        await _catalogue.FindAsync(best.VideoId, _bundle.Fingerprint, cancellationToken).ConfigureAwait(false) is { } video
            ? new SearchHit(
                best.VideoId,
                video.Title,
                video.Sources[^1],
                segments[0].Match.Segment.Start,
                segments[^1].Match.Segment.End,
                best.Match.Score,
                best.Relevance,
                [.. segments.Select(segment => segment.Number)],
                best.Number)
            : null;
}
