using System.Net;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Tests.Fixtures;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class EmbeddingEndpointsTests
{
    private const string Address = "/api/embedding";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_VideosOfAnotherModel_AsksForThoseThatAreLeft()
    {
        await using var site = await Site.StartAsync();
        _ = await site.AddVideoAsync(1);
        foreach (var number in new[] { 1, 2, 3 })
            await site.Catalogue.SaveAsync(Examples.Video(number, Examples.OtherModel) with { State = VideoState.Searchable }, Token);
        var before = await site.JsonAsync(Address);
        Assert.Equal((2, 1, 0), (before.GetProperty("remaining").GetInt32(), before.GetProperty("searchable").GetInt32(), before.GetProperty("rejected").GetInt32()));
        Assert.Equal(Site.Bundle.Fingerprint, before.GetProperty("model").GetProperty("fingerprint").GetString());

        using var answer = await site.SendAsync(HttpMethod.Post, Address);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var asked = site.Bus.Published.Select<IngestVideo>(Token).Take(2).Select(published => published.Context.Message).ToList();
        Assert.Equal([$"video:{Examples.Id(2)}", $"video:{Examples.Id(3)}"], asked.Select(request => request.Source).Order(StringComparer.Ordinal));
        Assert.All(asked, request => Assert.Equal((null, null, null), (request.Title, request.Collection, request.Tags)));
    }
}
