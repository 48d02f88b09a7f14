using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Tests.Fixtures;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Search.Tests;

public sealed class VideoSearchTests : IDisposable
{
    private readonly Archive _archive = new();

    [Theory]
    [InlineData(SearchGrouping.Segment)]
    [InlineData(SearchGrouping.Moment)]
    [InlineData(SearchGrouping.Video)]
    public async Task Run_PageByPage_ShowsEveryAnswerOnce(SearchGrouping grouping)
    {
        await _archive.AddAsync(1, 12, segments: 3);
        var all = await _archive.FindAsync("a red circle", request => request with { GroupBy = grouping, Limit = 100 });

        var pages = await PagesAsync(grouping, limit: 5);

        Assert.Null(all.Next);
        Assert.Equal(Keys(all), pages);
    }

    [Fact]
    public async Task Run_VideosAddedBetweenPages_GoesOnBehindTheLastAnswer()
    {
        await _archive.AddAsync(1, 10);
        var before = Keys(await _archive.FindAsync("a red circle", request => request with { Limit = 100 }));
        var added = 100;

        var pages = await PagesAsync(SearchGrouping.Segment, limit: 7, betweenPages: () => _archive.AddAsync(added++, 1));

        Assert.Equal(before, pages.Where(before.Contains));
        Assert.Equal(pages.Count, pages.Distinct().Count());
        Assert.True(pages.Count > before.Count, "Some of the added segments come behind a page that was shown.");
    }

    [Fact]
    public async Task Run_VideoDeletedBetweenPages_LeavesTheOthersInPlace()
    {
        await _archive.AddAsync(1, 10);
        var before = await _archive.FindAsync("a red circle", request => request with { Limit = 100 });
        var last = before.Hits[6].VideoId;

        var pages = await PagesAsync(SearchGrouping.Segment, limit: 7, betweenPages: () => _archive.Index.DeleteAsync(last, TestContext.Current.CancellationToken));

        Assert.Equal(Keys(before).Take(7).Concat(Keys(before).Skip(7).Where(key => key.Video != last)), pages);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("changed")]
    [InlineData("text")]
    [InlineData("filter")]
    [InlineData("video")]
    public async Task Run_WrongCursor_IsRefusedInOneSentence(string wrong)
    {
        await _archive.AddAsync(1, 3);
        var next = (await _archive.FindAsync("a red circle", request => request with { Limit = 2 })).Next!;
        var (text, cursor, filter) = wrong switch
        {
            "changed" => ("a red circle", (next[0] == 'A' ? 'B' : 'A') + next[1..], VideoFilter.None),
            "text" => ("a blue circle", next, VideoFilter.None),
            "filter" => ("a red circle", next, VideoFilter.None with { Collection = Video.DefaultCollection }),
            "video" => ("a red circle", next, VideoFilter.None with { Id = Examples.Id(1) }),
            _ => ("a red circle", wrong, VideoFilter.None),
        };

        var failure = await Assert.ThrowsAsync<UserErrorException>(() => _archive.FindAsync(text, request => request with { Cursor = cursor, Filter = filter }));

        Assert.Equal("This cursor does not belong to this search: take the next of an earlier answer and leave everything else as it was.", failure.Message);
    }

    [Fact]
    public async Task Run_TenAtOnce_AnswersAsOneAfterTheOther()
    {
        await _archive.AddAsync(1, 40);
        string[] texts = [.. Enumerable.Range(0, 10).Select(number => $"{number} things of the colour {(number % 2 == 0 ? "red" : "blue")} that are moving right")];
        var serial = new List<SearchResult>();
        using (var other = new VideoSearch(Archive.Bundle, _archive.Index, _archive.Catalogue))
        {
            foreach (var text in texts)
                serial.Add(await other.RunAsync(new SearchRequest(text) { MinRelevance = 0 }, TestContext.Current.CancellationToken));
        }

        var parallel = await Task.WhenAll(texts.Select(text => Task.Run(() => _archive.FindAsync(text))));

        Assert.Equal(serial.Select(Scores), parallel.Select(Scores));
        Assert.Equal(10, parallel.Select(result => string.Join(' ', Scores(result))).Distinct().Count());
    }

    [Theory]
    [InlineData(SearchGrouping.Segment)]
    [InlineData(SearchGrouping.Video)]
    public async Task Run_LikeASegment_AnswersInTheOrderOfTheEmbeddingsCosine(SearchGrouping grouping)
    {
        await _archive.AddAsync(1, 6, segments: 3);
        var segments = Enumerable.Range(1, 6).SelectMany(number => Examples.Segments(number, 3, Archive.Bundle.Manifest.EmbeddingWidth)).ToList();
        var example = segments[4];
        var expected = segments.Where(segment => segment != example)
            .Select(segment => (segment.Segment.VideoId, segment.Segment.Number, Cosine: Cosine(segment, example)))
            .OrderByDescending(one => one.Cosine).ToList();

        var result = await _archive.FindAsync("", request => request with { Limit = 100, GroupBy = grouping, Like = new SearchExample(example.Segment.VideoId, example.Segment.Start) });

        var answers = grouping == SearchGrouping.Segment ? expected : expected.DistinctBy(one => one.VideoId).ToList();
        Assert.Equal(answers.Select(one => (one.VideoId, one.Number)), Keys(result));
        Assert.All(answers.Zip(result.Hits), pair => Assert.Equal(pair.First.Cosine, pair.Second.Score, 1e-5));
        Assert.All(result.Hits, hit => Assert.Equal(Math.Clamp(hit.Score, 0, 1), hit.Relevance));
        Assert.Equal((example.Segment.VideoId, example.Segment.Start, example.Segment.End), (result.Like!.VideoId, result.Like.Start, result.Like.End));
        Assert.Equal("", result.Query);
    }

    [Fact]
    public async Task Run_LikeASegment_PageByPageShowsEveryAnswerOnce()
    {
        await _archive.AddAsync(1, 5, segments: 3);
        var like = new SearchExample(Examples.Id(2), TimeSpan.FromSeconds(12));
        var all = Keys(await _archive.FindAsync("", request => request with { Limit = 100, Like = like }));
        var pages = new List<(VideoId, int)>();
        for (string? cursor = null; pages.Count == 0 || cursor is not null;)
        {
            var page = await _archive.FindAsync("", request => request with { Limit = 4, Cursor = cursor, Like = like });
            pages.AddRange(Keys(page));
            cursor = page.Next;
        }

        Assert.Equal(14, all.Count);
        Assert.Equal(all, pages);
        var next = (await _archive.FindAsync("", request => request with { Limit = 4, Like = like })).Next;
        _ = await Assert.ThrowsAsync<UserErrorException>(() => _archive.FindAsync("", request => request with { Cursor = next, Like = like with { At = TimeSpan.Zero } }));
    }

    [Theory]
    [InlineData("\U0001F388\U0001F388")]
    [InlineData("<b>a red circle</b> <script>alert(1)</script>")]
    [InlineData("红色的圆")]
    [InlineData("красный круг")]
    [InlineData("a red\0\u0007 circle\u202E")]
    [InlineData("\uD800")]
    [InlineData("' OR 1=1; --")]
    [InlineData("%_*")]
    public async Task Run_OddText_Answers(string text)
    {
        await _archive.AddAsync(1, 2);

        var result = await _archive.FindAsync(text);

        Assert.Equal(text, result.Query);
        Assert.Equal(8, result.Hits.Count);
        Assert.All(result.Hits, hit => Assert.InRange(hit.Relevance, 0, 1));
    }

    [Theory]
    [InlineData("", "There is nothing to search for: give a phrase.")]
    [InlineData(" \t\r\n", "There is nothing to search for: give a phrase.")]
    [InlineData("\u0000\u0001", "There is nothing readable in this text: give a phrase.")]
    public async Task Run_NoText_SaysSo(string text, string sentence) =>
        Assert.Equal(sentence, (await Assert.ThrowsAsync<UserErrorException>(() => _archive.FindAsync(text))).Message);

    [Fact]
    public async Task Run_FiveHundredWords_ReadsAllOfThemAndSaysHow()
    {
        await _archive.AddAsync(1, 2);
        var paste = string.Join(' ', Enumerable.Repeat("A red circle is moving right on a plain gray background.", 50));

        var result = await _archive.FindAsync(paste);

        Assert.Equal(8, result.Hits.Count);
        var note = Assert.Single(result.Notes);
        Assert.StartsWith("The text is longer than the model reads at once, so 17 parts of it were read and count alike.", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Not_LeavesOutWhatAnyOfThemDescribesBetter()
    {
        await _archive.AddAsync(1, 10);
        var all = await _archive.FindAsync("a red circle", request => request with { Limit = 100 });
        var one = await _archive.FindAsync("a red circle", request => request with { Limit = 100, Not = ["a blue circle"] });
        var other = await _archive.FindAsync("a red circle", request => request with { Limit = 100, Not = ["two circles"] });
        var both = await _archive.FindAsync("a red circle", request => request with { Limit = 100, Not = ["a blue circle", "two circles"] });

        Assert.InRange(one.Hits.Count, 1, all.Hits.Count - 1);
        Assert.Equal(Keys(one).Intersect(Keys(other)), Keys(both));
        Assert.Equal(Keys(all), Keys(await _archive.FindAsync("a red circle", request => request with { Limit = 100, Not = ["a red circle", " "] })));
    }

    [Fact]
    public async Task Run_OneVideoHoldsTheWholeWindow_FindsTheOthersToo()
    {
        await _archive.AddAsync(1, VideoSearch.Window + 1, "a red circle", 0.9f);
        await _archive.AddAsync(2, 2, "a red circle", 0.8f);

        var byVideo = await _archive.FindAsync("a red circle", request => request with { GroupBy = SearchGrouping.Video });
        var byMoment = await _archive.FindAsync("a red circle", request => request with { GroupBy = SearchGrouping.Moment, MinRelevance = 0.5f });

        Assert.Equal([(Examples.Id(1), 0), (Examples.Id(2), 0)], Keys(byVideo));
        Assert.Equal([VideoSearch.Window + 1, 2], byMoment.Hits.Select(hit => hit.Segments.Count));
    }

    [Fact]
    public async Task Run_NothingRelevant_NamesTheNearest()
    {
        await _archive.AddAsync(1, 2);

        var result = await _archive.FindAsync("a red circle", request => request with { MinRelevance = 1 });

        Assert.Empty(result.Hits);
        Assert.Equal((await _archive.FindAsync("a red circle")).Hits[0].BestSegment, result.Nearest?.BestSegment);
        Assert.Equal(8, result.Searched);
    }

    [Fact]
    public async Task Run_EntryGoneFromTheCatalogue_LeavesItsSegmentsOut()
    {
        await _archive.AddAsync(1, 2);
        _ = await _archive.Catalogue.DeleteAsync(Examples.Id(1), TestContext.Current.CancellationToken);

        Assert.All((await _archive.FindAsync("a red circle")).Hits, hit => Assert.Equal(Examples.Id(2), hit.VideoId));
    }

    public void Dispose() => _archive.Dispose();

    private static double Cosine(EmbeddedSegment one, EmbeddedSegment other) => one.View.UnitAt(one.Fit.Gain)!.Zip(other.View.UnitAt(other.Fit.Gain)!, (a, b) => (double)a * b).Sum();

    private static List<(VideoId Video, int Segment)> Keys(SearchResult result) => [.. result.Hits.Select(hit => (hit.VideoId, hit.BestSegment))];

    private static IReadOnlyList<(string, int, float, float)> Scores(SearchResult result) =>
        [.. result.Hits.Select(hit => (hit.VideoId.Value, hit.BestSegment, hit.Score, hit.Relevance))];

    private async Task<List<(VideoId Video, int Segment)>> PagesAsync(SearchGrouping grouping, int limit, Func<Task>? betweenPages = null)
    {
        var keys = new List<(VideoId, int)>();
        string? cursor = null;
        do
        {
            var page = await _archive.FindAsync("a red circle", request => request with { GroupBy = grouping, Limit = limit, Cursor = cursor });
            keys.AddRange(Keys(page));
            cursor = page.Next;
            if (betweenPages is not null)
                await betweenPages();
        }
        while (cursor is not null && keys.Count < 200);
        return keys;
    }
}
