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
            SegmentsDone = 3,
            SegmentsTotal = 7,
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
    public async Task ListAsync_Several_InOrderOfArrival()
    {
        foreach (var number in new[] { 3, 1, 2 })
        {
            await Catalogue.SaveAsync(Examples.Video(number), Token);
        }

        Assert.Equal(["video 1", "video 2", "video 3"], (await Catalogue.ListAsync(Token)).Select(video => video.Title));
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
