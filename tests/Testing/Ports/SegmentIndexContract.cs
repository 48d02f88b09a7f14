using MoTE.Indexing.Domain;
using Xunit;

namespace MoTE.Indexing.Testing.Ports;

/// <summary>What every adapter of <see cref="ISegmentIndex"/> does.</summary>
public abstract class SegmentIndexContract
{
    protected abstract IVideoCatalogue Catalogue { get; }

    protected abstract ISegmentIndex Index { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindAsync_Empty_IsEmpty() => Assert.Empty(await Index.FindAsync(Examples.Query(1), Token));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task FindAsync_ManySegments_ScoresAsTheSpecificationSays(int seed)
    {
        var stored = await StoreAsync(videos: 7, segments: 5);
        var query = Examples.Query(seed);

        var matches = await Index.FindAsync(query, Token);

        var expected = stored.Select(segment => (segment.Segment, Examples.Expected(segment, query).Score, Examples.Expected(segment, query).Gain))
            .OrderByDescending(match => match.Score).ToList();
        Assert.Equal(expected.Select(match => match.Segment), matches.Select(match => match.Segment));
        Assert.All(expected.Zip(matches), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-5));
        Assert.All(expected.Zip(matches), pair => Assert.Equal(pair.First.Gain, pair.Second.Gain, 1e-5));
    }

    [Fact]
    public async Task FindAsync_Count_KeepsTheBest()
    {
        await StoreAsync(videos: 9, segments: 4);

        var all = await Index.FindAsync(Examples.Query(4), Token);
        var few = await Index.FindAsync(Examples.Query(4, count: 3), Token);

        Assert.Equal(36, all.Count);
        Assert.Equal(all.Take(3).Select(match => match.Segment), few.Select(match => match.Segment));
    }

    [Fact]
    public async Task FindAsync_MoreSegmentsThanOneTask_FindsTheVeryOne()
    {
        await StoreAsync(videos: 1, segments: 2500);
        var query = Examples.Query(5, count: 1);
        var perfect = new EmbeddedSegment(
            Examples.Segments(99, 1)[0].Segment, new ViewEmbedding(query.Vector, query.Vector, [0, 1, 2, 3, 4]), Examples.Segments(99, 1)[0].Fit);
        await StoreAsync(Examples.Video(99), [perfect]);

        var match = Assert.Single(await Index.FindAsync(query, Token));

        Assert.Equal(Examples.Id(99), match.Segment.VideoId);
        Assert.Equal(1, match.Score, 1e-5);
        Assert.Equal(query.Vector, match.View.Spatial);
    }

    [Fact]
    public async Task FindAsync_PlainClip_HasNoGain()
    {
        var (segment, view, _) = Examples.Segments(1, 1)[0];
        await StoreAsync(Examples.Video(1), [new EmbeddedSegment(segment, new ViewEmbedding(view.Spatial, new float[Examples.Width], []), ArchiveFit.None)]);
        var query = Examples.Query(6) with { ClassSimilarities = [] };

        var match = Assert.Single(await Index.FindAsync(query, Token));

        Assert.Equal(0, match.Gain);
        Assert.Equal(view.Spatial.Zip(query.Vector, (a, b) => a * b).Sum() / view.NormAt(0), match.Score, 1e-5);
    }

    [Fact]
    public async Task FindAsync_Collection_LeavesTheOthersOut()
    {
        await StoreAsync(Examples.Video(1) with { Collection = "news" }, Examples.Segments(1, 2));
        await StoreAsync(Examples.Video(2), Examples.Segments(2, 3));

        Assert.Equal(2, (await Index.FindAsync(Examples.Query(1) with { Filter = VideoFilter.None with { Collection = "news" } }, Token)).Count);
        Assert.Equal(3, (await Index.FindAsync(Examples.Query(1) with { Filter = VideoFilter.None with { Collection = Video.DefaultCollection } }, Token)).Count);
        Assert.Empty(await Index.FindAsync(Examples.Query(1) with { Filter = VideoFilter.None with { Collection = "sport" } }, Token));
    }

    [Fact]
    public async Task FindAsync_EveryFilter_MeansWhatTheFilterSays()
    {
        var videos = FilterExamples.Videos.ToList();
        for (var number = 1; number <= videos.Count; number++)
        {
            await StoreAsync(videos[number - 1], Examples.Segments(number, number));
        }

        foreach (var filter in FilterExamples.Filters)
        {
            var matches = await Index.FindAsync(Examples.Query(1) with { Filter = filter }, Token);
            var meant = videos.Where(filter.Includes).ToList();

            Assert.Equal(meant.Select(video => video.Id).ToHashSet(), matches.Select(match => match.Segment.VideoId).ToHashSet());
            Assert.Equal(meant.Sum(video => videos.IndexOf(video) + 1), matches.Count);
            Assert.Equal(matches.Count, await Index.CountAsync(Examples.Model, filter, Token));
        }
    }

    [Fact]
    public async Task FindAsync_VideoChangedAfterStoring_FiltersByWhatTheCatalogueSays()
    {
        await StoreAsync(Examples.Video(1), Examples.Segments(1, 3));
        await StoreAsync(Examples.Video(2), Examples.Segments(2, 2));

        await Catalogue.SaveAsync(Examples.Video(1) with { Title = "harbour", Collection = "news", Tags = new Dictionary<string, string> { ["place"] = "Oslo" } }, Token);
        await Catalogue.UpdateAsync(Examples.Id(2), Examples.Model, video => video with { Duration = TimeSpan.FromHours(1) }, Token);

        foreach (var (filter, expected) in new[]
        {
            (new VideoFilter { TitleContains = "Harbour" }, 3),
            (new VideoFilter { TitleContains = "video 1" }, 0),
            (new VideoFilter { Collection = "news" }, 3),
            (new VideoFilter { Tags = new Dictionary<string, string> { ["place"] = "Oslo" } }, 3),
            (new VideoFilter { ShortestDuration = TimeSpan.FromMinutes(1) }, 2),
        })
        {
            Assert.Equal(expected, (await Index.FindAsync(Examples.Query(1) with { Filter = filter }, Token)).Count);
            Assert.Equal(expected, await Index.CountAsync(Examples.Model, filter, Token));
        }
    }

    [Fact]
    public async Task FindAsync_EqualScores_InOrderOfIdentityAndNumber()
    {
        var twin = Examples.Segments(1, 1)[0];
        foreach (var number in new[] { 5, 3, 4 })
        {
            await StoreAsync(Examples.Video(number), [.. Enumerable.Range(0, 2).Select(i => twin with { Segment = Examples.Segments(number, 2)[i].Segment })]);
        }

        var matches = await Index.FindAsync(Examples.Query(1, count: 5), Token);

        Assert.Equal(
            [(3, 0), (3, 1), (4, 0), (4, 1), (5, 0)],
            matches.Select(match => (Convert.ToInt32(match.Segment.VideoId.Value[^4..], 16), match.Segment.Number)));
    }

    [Fact]
    public async Task FindAsync_QueryOfAnotherWidth_IsRefused()
    {
        await StoreAsync(Examples.Video(1), Examples.Segments(1, 2));

        await Assert.ThrowsAsync<ArgumentException>(() => Index.FindAsync(Examples.Query(1) with { Vector = new float[3] }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Index.FindAsync(Examples.Query(1) with { ClassSimilarities = [] }, Token));
    }

    [Fact]
    public async Task FindAsync_NoClass_LeavesEveryGainAtTheArchiveVocabularys()
    {
        var stored = await StoreAsync(videos: 4, segments: 5);
        var query = Examples.Query(8) with { ClassSimilarities = [], IsClass = false };

        var matches = await Index.FindAsync(query, Token);

        var fits = stored.ToDictionary(segment => segment.Segment);
        Assert.Equal(20, matches.Count);
        Assert.All(matches, match => Assert.Equal(fits[match.Segment].Fit.Gain, match.Gain, 1e-5));
        Assert.All(matches, match => Assert.Equal(match.View.UnitAt(match.Gain)!.Zip(query.Vector, (a, b) => a * b).Sum(), match.Score, 1e-5));
        Assert.Equal(matches.OrderByDescending(match => match.Score).Select(match => match.Segment), matches.Select(match => match.Segment));
    }

    [Fact]
    public async Task FindAsync_OneSegment_GivesItAsItWasStored()
    {
        await Catalogue.SaveAsync(Examples.Video(1), Token);
        var segments = Examples.Segments(1, 7);
        await Index.StoreAsync(Examples.Video(1), 0, segments[..4], Token);
        await Index.StoreAsync(Examples.Video(1), 1, segments[4..], Token);
        await StoreAsync(Examples.Video(2), Examples.Segments(2, 3));

        foreach (var expected in segments)
        {
            var found = await Index.FindAsync(Examples.Id(1), Examples.Model, expected.Segment.Number, Token);

            Assert.Equal(expected.Segment, found?.Segment);
            Assert.Equal(expected.View.Spatial, found!.View.Spatial);
            Assert.Equal(expected.View.Temporal, found.View.Temporal);
            Assert.Equal(expected.View.NearestClasses, found.View.NearestClasses);
            Assert.Equal(expected.Fit.Logits, found.Fit.Logits);
            Assert.Equal(expected.Fit.Similarities, found.Fit.Similarities);
        }

        Assert.Null(await Index.FindAsync(Examples.Id(1), Examples.Model, 7, Token));
        Assert.Null(await Index.FindAsync(Examples.Id(3), Examples.Model, 0, Token));
        Assert.Null(await Index.FindAsync(Examples.Id(1), Examples.OtherModel, 0, Token));
    }

    [Fact]
    public async Task ListAsync_Video_GivesItsSegmentsInOrder()
    {
        await Catalogue.SaveAsync(Examples.Video(1), Token);
        var segments = Examples.Segments(1, 7);
        await Index.StoreAsync(Examples.Video(1), 1, segments[4..], Token);
        await Index.StoreAsync(Examples.Video(1), 0, segments[..4], Token);
        await StoreAsync(Examples.Video(2), Examples.Segments(2, 3));
        await StoreAsync(Examples.Video(1, Examples.OtherModel), Examples.Segments(1, 2));

        Assert.Equal(segments.Select(segment => segment.Segment), await Index.ListAsync(Examples.Id(1), Examples.Model, Token));
        Assert.Empty(await Index.ListAsync(Examples.Id(3), Examples.Model, Token));
        Assert.Equal(10, await Index.CountAsync(Examples.Model, VideoFilter.None, Token));
    }

    [Fact]
    public async Task StoreAsync_OneChunkAgain_LeavesTheOthers()
    {
        await Catalogue.SaveAsync(Examples.Video(1), Token);
        var segments = Examples.Segments(1, 7);
        await Index.StoreAsync(Examples.Video(1), 0, segments[..3], Token);
        await Index.StoreAsync(Examples.Video(1), 1, segments[3..], Token);
        Assert.Equal(7, (await Index.FindAsync(Examples.Query(1), Token)).Count);

        await Index.StoreAsync(Examples.Video(1), 1, segments[3..5], Token);
        Assert.Equal([0, 1, 2, 3, 4], (await Index.FindAsync(Examples.Query(1), Token)).Select(match => match.Segment.Number).Order());

        await Index.StoreAsync(Examples.Video(1), 0, [], Token);
        Assert.Equal([3, 4], (await Index.FindAsync(Examples.Query(1), Token)).Select(match => match.Segment.Number).Order());
    }

    [Fact]
    public async Task ClearAsync_OneModel_LeavesTheOther()
    {
        await StoreAsync(Examples.Video(1), Examples.Segments(1, 2));
        await StoreAsync(Examples.Video(1, Examples.OtherModel), Examples.Segments(1, 4));

        Assert.Equal(2, await Index.ClearAsync(Examples.Id(1), Examples.Model, Token));

        Assert.Empty(await Index.ListAsync(Examples.Id(1), Examples.Model, Token));
        Assert.Equal(4, (await Index.FindAsync(Examples.Query(1, model: Examples.OtherModel), Token)).Count);
    }

    [Fact]
    public async Task FindAsync_ManyAtOnce_AnswersEachAsIfItWereAlone()
    {
        await StoreAsync(videos: 9, segments: 40);
        var queries = Enumerable.Range(1, 23)
            .Select(seed => Examples.Query(seed, count: seed * 3) with { Filter = seed % 3 == 0 ? new VideoFilter { TitleContains = "video 4" } : VideoFilter.None })
            .ToList();
        var alone = new List<IReadOnlyList<SegmentMatch>>();
        foreach (var query in queries)
        {
            alone.Add(await Index.FindAsync(query, Token));
        }

        var together = await Task.WhenAll(queries.Select(query => Task.Run(() => Index.FindAsync(query, Token))));

        Assert.All(alone.Zip(together), pair => Assert.Equal(
            pair.First.Select(match => (match.Segment, match.Gain, match.Score)), pair.Second.Select(match => (match.Segment, match.Gain, match.Score))));
    }

    [Fact]
    public async Task FindAsync_WhileOthersStoreAndDelete_NeverSeesHalves()
    {
        await StoreAsync(Examples.Video(1), Examples.Segments(1, 6));
        var query = Examples.Query(1);
        var expected = Enumerable.Range(1, 12).SelectMany(video => Examples.Segments(video, 6)).ToDictionary(
            segment => segment.Segment, segment => Examples.Expected(segment, query).Score);
        using var done = new CancellationTokenSource();
        var searching = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var seen = 0;
            do
            {
                var matches = await Index.FindAsync(query, Token);
                Assert.All(matches, match => Assert.Equal(expected[match.Segment], match.Score, 1e-5));
                Assert.All(matches.GroupBy(match => match.Segment.VideoId), video => Assert.Equal(6, video.Count()));
                Assert.Contains(matches, match => match.Segment.VideoId == Examples.Id(1));
                seen++;
            }
            while (!done.IsCancellationRequested);
            return seen;
        })).ToList();

        for (var round = 0; round < 4; round++)
        {
            for (var video = 2; video <= 12; video++)
            {
                await StoreAsync(Examples.Video(video), Examples.Segments(video, 6));
                if (video % 3 == round % 3)
                    await Index.DeleteAsync(Examples.Id(video), Token);
            }
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(searching), seen => Assert.True(seen > 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task FindAsync_AfterAnyChanges_FindsExactlyWhatIsThere(int seed)
    {
        var random = new Random(seed);
        var there = new Dictionary<(int Video, int Chunk), EmbeddedSegment[]>();
        foreach (var video in Enumerable.Range(1, 5))
        {
            await Catalogue.SaveAsync(Examples.Video(video), Token);
        }

        for (var step = 0; step < 60; step++)
        {
            var (video, chunk) = (random.Next(1, 6), random.Next(3));
            if (random.Next(10) is var choice && choice < 8)
            {
                var segments = Examples.Segments(video, 12)[(4 * chunk)..((4 * chunk) + random.Next(5))];
                await Index.StoreAsync(Examples.Video(video), chunk, segments, Token);
                there[(video, chunk)] = segments;
            }
            else
            {
                var removed = choice == 8
                    ? await Index.DeleteAsync(Examples.Id(video), Token)
                    : await Index.ClearAsync(Examples.Id(video), Examples.Model, Token);
                Assert.Equal(there.Where(pair => pair.Key.Video == video).Sum(pair => pair.Value.Length), removed);
                there = there.Where(pair => pair.Key.Video != video).ToDictionary();
            }

            var query = Examples.Query(step);
            var expected = there.Values.SelectMany(segments => segments).OrderByDescending(segment => Examples.Expected(segment, query).Score);
            Assert.Equal(expected.Select(segment => segment.Segment), (await Index.FindAsync(query, Token)).Select(match => match.Segment));
        }
    }

    [Fact]
    public async Task FindAsync_AnotherModel_IsRefusedInASentence()
    {
        await StoreAsync(videos: 1, segments: 2);

        var error = await Assert.ThrowsAsync<UserErrorException>(() => Index.FindAsync(Examples.Query(1, model: Examples.OtherModel), Token));

        Assert.Contains("demo", error.Message, StringComparison.Ordinal);
        Assert.Contains("222222222222", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_TwoModels_NeverMixes()
    {
        await StoreAsync(Examples.Video(1), Examples.Segments(1, 2));
        await StoreAsync(Examples.Video(1, Examples.OtherModel), Examples.Segments(1, 4));

        Assert.Equal(2, (await Index.FindAsync(Examples.Query(1), Token)).Count);
        Assert.Equal(4, (await Index.FindAsync(Examples.Query(1, model: Examples.OtherModel), Token)).Count);
        Assert.Equal(
            [new IndexedModel(Examples.OtherModel, "other", 1, 4), new IndexedModel(Examples.Model, "demo", 1, 2)],
            await Index.ListModelsAsync(Token));
    }

    [Fact]
    public async Task StoreAsync_Again_ReplacesAndIsSeenByTheNextQuery()
    {
        await StoreAsync(Examples.Video(1), Examples.Segments(1, 5));
        Assert.Equal(5, (await Index.FindAsync(Examples.Query(1), Token)).Count);

        await StoreAsync(Examples.Video(1), Examples.Segments(1, 3));

        Assert.Equal(3, (await Index.FindAsync(Examples.Query(1), Token)).Count);
    }

    [Fact]
    public async Task StoreAsync_NotFinite_IsRefusedAndChangesNothing()
    {
        await StoreAsync(Examples.Video(1), Examples.Segments(1, 2));
        var broken = Examples.Segments(1, 3);
        broken[2].View.Temporal[0] = float.NaN;

        await Assert.ThrowsAsync<ArgumentException>(() => Index.StoreAsync(Examples.Video(1), 0, broken, Token));

        Assert.Equal(2, (await Index.FindAsync(Examples.Query(1), Token)).Count);
    }

    [Fact]
    public async Task StoreAsync_ForeignOrMisnumberedSegments_AreRefused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Index.StoreAsync(Examples.Video(1), 0, Examples.Segments(2, 1), Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Index.StoreAsync(Examples.Video(1), 0, [.. Examples.Segments(1, 3).Reverse()], Token));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Index.StoreAsync(Examples.Video(1), 0, [Examples.Segments(1, 1)[0], Examples.Segments(1, 2, width: 9)[1]], Token));
    }

    [Fact]
    public async Task StoreAsync_OtherWidthThanTheModelHas_IsRefusedAndChangesNothing()
    {
        await StoreAsync(Examples.Video(1), Examples.Segments(1, 2));
        await Catalogue.SaveAsync(Examples.Video(2), Token);

        await Assert.ThrowsAsync<ArgumentException>(() => Index.StoreAsync(Examples.Video(2), 0, Examples.Segments(2, 1, width: 9), Token));

        Assert.Equal(2, (await Index.FindAsync(Examples.Query(1), Token)).Count);
    }

    [Fact]
    public async Task StoreAsync_Cancelled_ChangesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Index.StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 2), new CancellationToken(canceled: true)));

        Assert.Empty(await Index.FindAsync(Examples.Query(1), Token));
    }

    [Fact]
    public async Task DeleteAsync_Known_LeavesNoSegment()
    {
        await StoreAsync(Examples.Video(1), Examples.Segments(1, 2));
        await StoreAsync(Examples.Video(2), Examples.Segments(2, 3));
        Assert.Equal(5, (await Index.FindAsync(Examples.Query(1), Token)).Count);

        Assert.Equal(2, await Index.DeleteAsync(Examples.Id(1), Token));
        Assert.Equal(0, await Index.DeleteAsync(Examples.Id(1), Token));

        Assert.All(await Index.FindAsync(Examples.Query(1), Token), match => Assert.Equal(Examples.Id(2), match.Segment.VideoId));
    }

    protected async Task StoreAsync(Video video, IReadOnlyList<EmbeddedSegment> segments)
    {
        await Catalogue.SaveAsync(video, Token);
        await Index.StoreAsync(video, chunk: 0, segments, Token);
    }

    private async Task<List<EmbeddedSegment>> StoreAsync(int videos, int segments)
    {
        var stored = new List<EmbeddedSegment>();
        for (var number = 1; number <= videos; number++)
        {
            var ofVideo = Examples.Segments(number, segments);
            await StoreAsync(Examples.Video(number), ofVideo);
            stored.AddRange(ofVideo);
        }

        return stored;
    }
}
