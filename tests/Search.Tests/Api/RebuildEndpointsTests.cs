using System.Net;
using System.Text.Json;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Tests.Fixtures;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class RebuildEndpointsTests
{
    private const string Address = "/api/index/rebuild";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_NeverRebuilt_SaysSo()
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.SendAsync(HttpMethod.Get, Address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("never rebuilt", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Twice_IsOneRebuild()
    {
        await using var site = await Site.StartAsync();

        using var first = await site.SendAsync(HttpMethod.Post, Address);
        using var second = await site.SendAsync(HttpMethod.Post, Address);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(Address, first.Headers.Location?.OriginalString);
        var (one, other, now) = (await ReadAsync(first), await ReadAsync(second), await site.JsonAsync(Address));
        Assert.Equal("asked", one.GetProperty("state").GetString());
        Assert.Equal([one.GetProperty("id").GetGuid()], new[] { other, now }.Select(rebuild => rebuild.GetProperty("id").GetGuid()).Distinct());
    }

    [Fact]
    public async Task Post_LastOneIsOver_IsANewOne()
    {
        await using var site = await Site.StartAsync();
        _ = await site.Service<IRebuildRecord>().ChangeAsync(_ => Rebuild.New(TimeProvider.System.GetUtcNow()).Ended(RebuildState.Failed, TimeProvider.System.GetUtcNow(), "No room."), Token);
        Assert.Equal("No room.", (await site.JsonAsync(Address)).GetProperty("reason").GetString());

        using var answer = await site.SendAsync(HttpMethod.Post, Address);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("asked", (await site.JsonAsync(Address)).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(RebuildState.Asked, HttpStatusCode.Accepted, "stopped")]
    [InlineData(RebuildState.Running, HttpStatusCode.Accepted, "stopping")]
    [InlineData(RebuildState.Stopping, HttpStatusCode.Accepted, "stopping")]
    [InlineData(RebuildState.Done, HttpStatusCode.Conflict, "done")]
    public async Task Delete_InEachState_StopsWhatRuns(RebuildState state, HttpStatusCode status, string now)
    {
        await using var site = await Site.StartAsync();
        _ = await site.Service<IRebuildRecord>().ChangeAsync(_ => Rebuild.New(TimeProvider.System.GetUtcNow()) with { State = state }, Token);

        using var answer = await site.SendAsync(HttpMethod.Delete, Address);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(now, (await site.JsonAsync(Address)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Post_AnotherSitesPage_IsRefused()
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.SendAsync(HttpMethod.Post, Address, ("Origin", "https://elsewhere.example"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement;
}
