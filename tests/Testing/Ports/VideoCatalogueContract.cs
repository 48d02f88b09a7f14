using MoTE.Indexing.Domain;
using Xunit;

namespace MoTE.Indexing.Testing.Ports;

/// <summary>What every adapter of <see cref="IVideoCatalogue"/> does.</summary>
public abstract class VideoCatalogueContract
{
    protected abstract IVideoCatalogue Catalogue { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindAsync_Unknown_IsNull() => Assert.Null(await Catalogue.FindAsync(Examples.Id(1), Examples.Model, Token));

    [Fact]
    public async Task SaveAsync_EveryProperty_ComesBack()
    {
        var video = Examples.Video(1) with
        {
            Collection = "news",
            Tags = new Dictionary<string, string> { ["place"] = "Ålesund", ["empty"] = "" },
            State = VideoState.Rejected,
            Reason = "It has no video stream.",
            Remark = "The last 3 seconds do not decode.",
            Format = new VideoFormat(1920, 1080, "matroska,webm", "vp9", "yuv420p", "opus"),
            ChunksTotal = 7,
            SearchableAt = new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.Zero),
            Sources = ["/a/first.mp4", "/b/it's \"second\".mp4"],
        };

        await Catalogue.SaveAsync(video, Token);

        Assert.Equivalent(video, await Catalogue.FindAsync(video.Id, video.ModelFingerprint, Token), strict: true);
    }

    [Fact]
    public async Task SaveAsync_Twice_LastWinsAndSourcesGather()
    {
        await Catalogue.SaveAsync(Examples.Video(1) with { Sources = ["/a.mp4"] }, Token);
        await Catalogue.SaveAsync(Examples.Video(1) with { Sources = ["/b.mp4"], Title = "renamed" }, Token);
        await Catalogue.SaveAsync(Examples.Video(1) with { Sources = ["/b.mp4"], Title = "renamed" }, Token);

        var video = Assert.Single(await Catalogue.ListAsync(Token));

        Assert.Equal("renamed", video.Title);
        Assert.Equal(["/a.mp4", "/b.mp4"], video.Sources);
    }

    [Fact]
    public async Task SaveAsync_SameBytesUnderTwoModels_AreTwoRows()
    {
        await Catalogue.SaveAsync(Examples.Video(1) with { State = VideoState.Searchable }, Token);
        await Catalogue.SaveAsync(Examples.Video(1, Examples.OtherModel), Token);

        Assert.Equal(2, (await Catalogue.ListAsync(Token)).Count);
        Assert.Equal(VideoState.Searchable, (await Catalogue.FindAsync(Examples.Id(1), Examples.Model, Token))?.State);
        Assert.Equal(VideoState.Received, (await Catalogue.FindAsync(Examples.Id(1), Examples.OtherModel, Token))?.State);
    }

    [Fact]
    public async Task UpdateAsync_Known_ChangesWhatIsThere()
    {
        await Catalogue.SaveAsync(Examples.Video(1) with { Title = "first" }, Token);

        var changed = await Catalogue.UpdateAsync(Examples.Id(1), Examples.Model, video => video with { Title = $"{video.Title}, second", Sources = ["/other.mp4"] }, Token);

        Assert.Equal("first, second", changed?.Title);
        Assert.Equal(["/videos/1.mp4", "/other.mp4"], changed?.Sources);
        Assert.Equivalent(changed, await Catalogue.FindAsync(Examples.Id(1), Examples.Model, Token), strict: true);
    }

    [Fact]
    public async Task UpdateAsync_Unknown_IsNullAndMakesNothing()
    {
        Assert.Null(await Catalogue.UpdateAsync(Examples.Id(1), Examples.Model, video => video, Token));

        Assert.Empty(await Catalogue.ListAsync(Token));
    }

    [Fact]
    public async Task UpdateAsync_FromManySides_LosesNone()
    {
        await Catalogue.SaveAsync(Examples.Video(1) with { SizeBytes = 0 }, Token);

        await Parallel.ForAsync(0, 20, Token, async (_, token) => await Catalogue.UpdateAsync(Examples.Id(1), Examples.Model, video => video with { SizeBytes = video.SizeBytes + 1 }, token));

        Assert.Equal(20, (await Catalogue.FindAsync(Examples.Id(1), Examples.Model, Token))?.SizeBytes);
    }

    [Fact]
    public async Task CompleteChunkAsync_SeveralAndAgain_CountsEachOnce()
    {
        await Catalogue.SaveAsync(Examples.Video(1) with { ChunksTotal = 3 }, Token);
        var second = new CompletedChunk(1, 4, TimeSpan.FromSeconds(90), "A part does not decode.");

        await Catalogue.CompleteChunkAsync(Examples.Id(1), Examples.Model, second with { Segments = 9 }, Token);
        await Catalogue.CompleteChunkAsync(Examples.Id(1), Examples.Model, second, Token);
        var completed = await Catalogue.CompleteChunkAsync(Examples.Id(1), Examples.Model, new CompletedChunk(0, 5, TimeSpan.FromSeconds(60), null), Token);
        await Catalogue.UpdateAsync(Examples.Id(1), Examples.Model, video => video with { ChunksDone = 0, Segments = 0 }, Token);

        Assert.Equal([new CompletedChunk(0, 5, TimeSpan.FromSeconds(60), null), second], completed);
        var video = await Catalogue.FindAsync(Examples.Id(1), Examples.Model, Token);
        Assert.Equal((2, 9), (video?.ChunksDone, video?.Segments));
    }

    [Fact]
    public async Task CompleteChunkAsync_UnknownVideo_IsEmptyAndNotesNothing()
    {
        Assert.Empty(await Catalogue.CompleteChunkAsync(Examples.Id(1), Examples.Model, new CompletedChunk(0, 5, TimeSpan.Zero, null), Token));

        await Catalogue.SaveAsync(Examples.Video(1), Token);
        Assert.Equal(0, (await Catalogue.FindAsync(Examples.Id(1), Examples.Model, Token))?.ChunksDone);
    }

    [Fact]
    public async Task ClearChunksAsync_Noted_AreForgottenUnderThatModelAlone()
    {
        await Catalogue.SaveAsync(Examples.Video(1), Token);
        await Catalogue.SaveAsync(Examples.Video(1, Examples.OtherModel), Token);
        await Catalogue.CompleteChunkAsync(Examples.Id(1), Examples.Model, new CompletedChunk(0, 1, TimeSpan.Zero, null), Token);
        await Catalogue.CompleteChunkAsync(Examples.Id(1), Examples.OtherModel, new CompletedChunk(0, 1, TimeSpan.Zero, null), Token);

        await Catalogue.ClearChunksAsync(Examples.Id(1), Examples.Model, Token);

        Assert.Equal([0, 1], (await Catalogue.ListAsync(Token)).OrderBy(video => video.ModelFingerprint).Select(video => video.ChunksDone));
    }

    [Fact]
    public async Task ListAsync_Several_InOrderOfArrival()
    {
        foreach (var number in new[] { 3, 1, 2 })
        {
            await Catalogue.SaveAsync(Examples.Video(number), Token);
        }

        Assert.Equal(["video 1", "video 2", "video 3"], (await Catalogue.ListAsync(Token)).Select(video => video.Title));
    }

    [Fact]
    public async Task ListAsync_PageByPage_ShowsEachVideoOfTheModelOnceNewestFirst()
    {
        foreach (var number in Enumerable.Range(1, 9))
        {
            // Three share each time, so that identity has to decide.
            await Catalogue.SaveAsync(Examples.Video(number) with { ReceivedAt = Examples.Video(number / 3).ReceivedAt }, Token);
            await Catalogue.SaveAsync(Examples.Video(number, Examples.OtherModel), Token);
        }

        var seen = new List<VideoId>();
        var sizes = new List<int>();
        VideoPosition? after = null;
        do
        {
            var page = await Catalogue.ListAsync(new VideoListing(Examples.Model, Limit: 4) { After = after }, Token);
            Assert.All(page.Videos, video => Assert.Equal(Examples.Model, video.ModelFingerprint));
            seen.AddRange(page.Videos.Select(video => video.Id));
            sizes.Add(page.Videos.Count);
            after = page.Next is { } next ? VideoPosition.Parse(next.ToString()) : null;
        }
        while (after is not null);

        Assert.Equal(new[] { 9, 6, 7, 8, 3, 4, 5, 1, 2 }.Select(Examples.Id), seen);
        Assert.Equal([4, 4, 1], sizes);
    }

    [Fact]
    public async Task ListAsync_ExactlyFull_HasNoNextPage()
    {
        await Catalogue.SaveAsync(Examples.Video(1), Token);
        await Catalogue.SaveAsync(Examples.Video(2), Token);

        Assert.Null((await Catalogue.ListAsync(new VideoListing(Examples.Model, Limit: 2), Token)).Next);
        Assert.NotNull((await Catalogue.ListAsync(new VideoListing(Examples.Model, Limit: 1), Token)).Next);
    }

    [Fact]
    public async Task ListAsync_VideosComeAndGoBetweenPages_RepeatsNoneAndSkipsNone()
    {
        foreach (var number in Enumerable.Range(10, 6))
        {
            await Catalogue.SaveAsync(Examples.Video(number), Token);
        }

        var first = await Catalogue.ListAsync(new VideoListing(Examples.Model, Limit: 3), Token);
        await Catalogue.SaveAsync(Examples.Video(20), Token);
        await Catalogue.DeleteAsync(first.Videos[^1].Id, Token);
        var second = await Catalogue.ListAsync(new VideoListing(Examples.Model, Limit: 3) { After = first.Next }, Token);

        Assert.Equal([Examples.Id(15), Examples.Id(14), Examples.Id(13)], first.Videos.Select(video => video.Id));
        Assert.Equal([Examples.Id(12), Examples.Id(11), Examples.Id(10)], second.Videos.Select(video => video.Id));
    }

    [Fact]
    public async Task ListAsync_State_LeavesTheOthersOut()
    {
        await Catalogue.SaveAsync(Examples.Video(1) with { State = VideoState.Searchable }, Token);
        await Catalogue.SaveAsync(Examples.Video(2) with { State = VideoState.Rejected, Reason = "It is empty." }, Token);

        var page = await Catalogue.ListAsync(new VideoListing(Examples.Model, Limit: 9) { State = VideoState.Rejected }, Token);

        Assert.Equal(Examples.Id(2), Assert.Single(page.Videos).Id);
    }

    [Fact]
    public async Task ListAsync_EveryFilter_MeansWhatTheFilterSays()
    {
        var videos = FilterExamples.Videos;
        foreach (var video in videos)
        {
            await Catalogue.SaveAsync(video, Token);
        }

        foreach (var filter in FilterExamples.Filters)
        {
            var page = await Catalogue.ListAsync(new VideoListing(Examples.Model, Limit: 99) { Filter = filter }, Token);

            Assert.Equal(
                videos.Where(filter.Includes).Select(video => video.Title).Order(StringComparer.Ordinal),
                page.Videos.Select(video => video.Title).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task CountAsync_Several_CountsStatesAndCollectionsOfTheModel()
    {
        await Catalogue.SaveAsync(Examples.Video(1) with { State = VideoState.Searchable, Collection = "sport" }, Token);
        await Catalogue.SaveAsync(Examples.Video(2) with { State = VideoState.Searchable, Collection = "news" }, Token);
        await Catalogue.SaveAsync(Examples.Video(3) with { State = VideoState.Rejected, Collection = "news" }, Token);
        await Catalogue.SaveAsync(Examples.Video(4, Examples.OtherModel), Token);

        var counts = await Catalogue.CountAsync(Examples.Model, Token);

        Assert.Equal(new Dictionary<VideoState, int> { [VideoState.Searchable] = 2, [VideoState.Rejected] = 1 }, counts.ByState);
        Assert.Equal([new CollectionCount("news", 2), new CollectionCount("sport", 1)], counts.ByCollection);
    }

    [Fact]
    public async Task DeleteAsync_Known_IsGoneUnderEveryModel()
    {
        await Catalogue.SaveAsync(Examples.Video(1), Token);
        await Catalogue.SaveAsync(Examples.Video(1, Examples.OtherModel), Token);
        await Catalogue.SaveAsync(Examples.Video(2), Token);

        Assert.True(await Catalogue.DeleteAsync(Examples.Id(1), Token));
        Assert.False(await Catalogue.DeleteAsync(Examples.Id(1), Token));

        Assert.Equal(Examples.Id(2), Assert.Single(await Catalogue.ListAsync(Token)).Id);
    }

    [Fact]
    public async Task SaveAsync_Cancelled_ChangesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Catalogue.SaveAsync(Examples.Video(1), new CancellationToken(canceled: true)));

        Assert.Empty(await Catalogue.ListAsync(Token));
    }
}
