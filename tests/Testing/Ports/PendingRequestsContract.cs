using MoTE.Indexing.Domain;
using Xunit;

namespace MoTE.Indexing.Testing.Ports;

/// <summary>What every adapter of <see cref="IPendingRequests"/> does.</summary>
public abstract class PendingRequestsContract
{
    protected abstract IPendingRequests Requests { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListAsync_NothingKept_IsEmpty() => Assert.Empty(await Requests.ListAsync(Token));

    [Fact]
    public async Task KeepAsync_EveryProperty_ComesBack()
    {
        var request = Request("https://example.org/å.mp4?signature=1") with { Title = "A \"title\"", Collection = "news", Tags = new Dictionary<string, string> { ["place"] = "Ålesund" } };

        await Requests.KeepAsync(request, Token);

        Assert.Equivalent(request, Assert.Single(await Requests.ListAsync(Token)), strict: true);
    }

    [Fact]
    public async Task KeepAsync_SameSourceAgain_ReplacesTheOlder()
    {
        await Requests.KeepAsync(Request("https://example.org/b.mp4"), Token);
        await Requests.KeepAsync(Request("https://example.org/a.mp4") with { Title = "first" }, Token);
        await Requests.KeepAsync(Request("https://example.org/a.mp4") with { Title = "second" }, Token);

        Assert.Equal(["second", null], (await Requests.ListAsync(Token)).Select(request => request.Title));
    }

    [Fact]
    public async Task ForgetAsync_Kept_IsGoneAndOthersStay()
    {
        await Requests.KeepAsync(Request("https://example.org/a.mp4"), Token);
        await Requests.KeepAsync(Request("https://example.org/b.mp4"), Token);

        Assert.True(await Requests.ForgetAsync("https://example.org/a.mp4", Token));
        Assert.False(await Requests.ForgetAsync("https://example.org/a.mp4", Token));

        Assert.Equal("https://example.org/b.mp4", Assert.Single(await Requests.ListAsync(Token)).Source);
    }

    [Fact]
    public async Task KeepAsync_Cancelled_KeepsNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Requests.KeepAsync(Request("https://example.org/a.mp4"), new CancellationToken(canceled: true)));

        Assert.Empty(await Requests.ListAsync(Token));
    }

    private static PendingRequest Request(string source) => new(new Guid(7, 0, 0, new byte[8]), source);
}
