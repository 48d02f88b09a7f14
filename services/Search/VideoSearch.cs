using System.Diagnostics;
using System.Globalization;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting.Telemetry;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Search;

/// <summary>Finds the segments that a phrase describes, or that are like another. Loads a model once; safe for concurrent use.</summary>
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
    /// <exception cref="UserErrorException">Nothing can be searched for, there is no such example, the cursor is of another search, or the index was made with other models.</exception>
    public Task<SearchResult> RunAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 1, nameof(request));
        return Pipeline.RunAsync(Stages.Search, null, null, () => SearchAsync(request, cancellationToken));
    }

    private async Task<SearchResult> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var example = request.Like is null ? null : await ExampleAsync(request.Like, cancellationToken).ConfigureAwait(false);
        ISought sought = example is null ? Text(request) : Likeness(example);
        var searched = await _index.CountAsync(_bundle.Fingerprint, request.Filter, cancellationToken).ConfigureAwait(false);
        var look = await LookAsync(request, sought, Window, searched, cancellationToken).ConfigureAwait(false);
        for (var window = Window; look.Groups.Count <= request.Limit && !look.IsDeep && window < WidestWindow;)
        {
            window *= Widening;
            look = await LookAsync(request, sought, window, searched, cancellationToken).ConfigureAwait(false);
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
            foreach (var segment in look.Candidates.SkipWhile(segment => sought.Refuses(segment.Match)).Take(1))
                nearest = await HitAsync(segment, [segment], cancellationToken).ConfigureAwait(false);
        }

        return new SearchResult
        {
            Query = example is null ? request.Text : "",
            Like = example is null ? null : await HitAsync(Itself(example), [Itself(example)], cancellationToken).ConfigureAwait(false),
            Model = _bundle.Name,
            Searched = searched,
            Hits = hits,
            Nearest = nearest,
            Next = look.Groups.Count > request.Limit ? SearchCursor.Write(HitPosition.Of(look.Groups[request.Limit - 1].Best), request, _bundle.Fingerprint) : null,
            Notes = sought.Notes,
            Took = Stopwatch.GetElapsedTime(started),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _encoder.Dispose();

    private SoughtText Text(SearchRequest request)
    {
        var wanted = _encoder.Encode(request.Text);
        var others = request.Not.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => _encoder.Encode(text).Searched);
        return new SoughtText(wanted, _relevance, new UnwantedTexts(wanted.Searched, [.. others], _encoder.Vocabulary, _relevance));
    }

    private static SoughtLikeness Likeness(EmbeddedSegment example) => new(
        example, example.View.UnitAt(example.Fit.Gain) ?? throw new UserErrorException("This moment shows nothing that others could be like."));

    private static RelevantSegment Itself(EmbeddedSegment example) => new(new SegmentMatch(example.Segment, example.View, example.Fit.Gain, Score: 1), Relevance: 1);

    private async Task<EmbeddedSegment> ExampleAsync(SearchExample like, CancellationToken cancellationToken)
    {
        var segments = await _index.ListAsync(like.VideoId, _bundle.Fingerprint, cancellationToken).ConfigureAwait(false);
        var number = segments.LastOrDefault(segment => segment.Start <= like.At && like.At <= segments[^1].End)?.Number;
        var example = number is { } known ? await _index.FindAsync(like.VideoId, _bundle.Fingerprint, known, cancellationToken).ConfigureAwait(false) : null;
        return example ?? throw new UserErrorException(string.Create(
            CultureInfo.InvariantCulture, $"There is nothing searchable at {like.At.TotalSeconds:0.###} seconds of video {like.VideoId.Value[..12]}."));
    }

    private async Task<SegmentLook> LookAsync(SearchRequest request, ISought sought, int window, long searched, CancellationToken cancellationToken)
    {
        HitPosition? after = request.Cursor is null ? null : SearchCursor.Read(request.Cursor, request, _bundle.Fingerprint);
        var matches = await _index.FindAsync(sought.Query(_bundle.Fingerprint, window, request.Filter), cancellationToken).ConfigureAwait(false);

        var relevances = matches.Select(sought.Relevance).ToArray();
        var prevalence = sought.PrevalenceIn(relevances, searched);
        var candidates = matches.Zip(relevances, (match, relevance) => new RelevantSegment(match, prevalence.Relevance(relevance))).ToList();
        var relevant = candidates.Where(segment => segment.Relevance >= request.MinRelevance && !sought.Refuses(segment.Match)).ToList();
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
