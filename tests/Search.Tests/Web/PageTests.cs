using System.Net;
using System.Text.RegularExpressions;
using MoTE.Indexing.Search.Tests.Fixtures;

namespace MoTE.Indexing.Search.Tests.Web;

public sealed partial class PageTests(SiteFixture fixture) : IClassFixture<SiteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Root_IsThePageAndMayBeKeptWhileItIsTheSame()
    {
        using var answer = await fixture.Site.SendAsync(HttpMethod.Get, "/");
        using var again = await fixture.Site.SendAsync(HttpMethod.Get, "/", ("If-None-Match", answer.Headers.ETag!.ToString()));

        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.True(answer.Headers.CacheControl?.NoCache);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/docs/")]
    public async Task Get_Page_LoadsOnlyWhatThisServiceHas(string address)
    {
        var html = await fixture.Site.Client.GetStringAsync(new Uri(address, UriKind.Relative), Token);

        var links = Links().Matches(html).Select(match => match.Groups["link"].Value).Where(link => !link.StartsWith('#')).ToList();
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            var target = new Uri(new Uri($"http://localhost{address}"), link);
            Assert.Equal("localhost", target.Host);
            using var answer = await fixture.Site.SendAsync(HttpMethod.Get, target.PathAndQuery);
            Assert.True(answer.IsSuccessStatusCode, $"{link}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Get_Page_HasNoScriptOrStyleInside()
    {
        var html = await fixture.Site.Client.GetStringAsync(new Uri("/", UriKind.Relative), Token);

        Assert.DoesNotMatch("""<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)""", html);
    }

    [Fact]
    public async Task Get_Docs_AllowsItsOwnScriptByANewNumberEachTime()
    {
        var (first, second) = (await NonceAsync(), await NonceAsync());

        Assert.NotEqual(first, second);

        async Task<string> NonceAsync()
        {
            using var answer = await fixture.Site.SendAsync(HttpMethod.Get, "/api/docs/");
            var nonce = Nonce().Match(Assert.Single(answer.Headers.GetValues("Content-Security-Policy"))).Groups["nonce"].Value;
            var html = await answer.Content.ReadAsStringAsync(Token);
            Assert.Contains($"nonce=\"{nonce}\"", html, StringComparison.Ordinal);
            return nonce;
        }
    }

    [Theory]
    [InlineData("/../appsettings.json")]
    [InlineData("/..%2f..%2fetc%2fpasswd")]
    [InlineData("/%2e%2e/MoTE.Indexing.Search.dll")]
    [InlineData("/MoTE.Indexing.Search.dll")]
    public async Task Get_OutsideThePage_Is404(string address) => Assert.Equal(404, (await fixture.Site.ProblemAsync(address)).Status);

    [GeneratedRegex("""\s(?:href|src)="(?<link>[^"]*)"|\shref='(?<link>[^']*)'""", RegexOptions.ExplicitCapture)]
    private static partial Regex Links();

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Nonce();
}
