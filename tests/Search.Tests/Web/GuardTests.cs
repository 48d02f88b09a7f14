using System.Net;
using MoTE.Indexing.Search.Tests.Fixtures;

namespace MoTE.Indexing.Search.Tests.Web;

public sealed class GuardTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/api/status")]
    [InlineData("/api/nothing")]
    [InlineData("/openapi/v1.json")]
    public async Task Get_Anything_CarriesTheSecurityHeaders(string address)
    {
        await using var site = await Site.StartAsync();

        using var answer = await site.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Theory]
    [InlineData("attacker.example", false)]
    [InlineData("attacker.example:8080", false)]
    [InlineData("127.0.0.1.attacker.example", false)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:8080", true)]
    [InlineData("127.0.0.1:8080", true)]
    [InlineData("[::1]:8080", true)]
    public async Task Get_UnderAName_IsAnsweredForTheLoopbackNamesOnly(string host, bool isAnswered)
    {
        await using var site = await Site.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/status") { Headers = { Host = host } };

        using var answer = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(isAnswered ? HttpStatusCode.OK : HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:9999")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Delete_AskedForByAnotherSite_IsRefused(string header, string value)
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddVideoAsync(1);
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/videos/{video.Id}") { Headers = { { header, value } } };

        using var answer = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.NotNull(await site.Catalogue.FindAsync(video.Id, Site.Bundle.Fingerprint, TestContext.Current.CancellationToken));
    }
}
