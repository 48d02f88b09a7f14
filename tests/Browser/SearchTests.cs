using Microsoft.Playwright;
using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class SearchTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    private const string Ladder = "climbing up a ladder";

    [Fact]
    public async Task Open_NoQuery_FocusesTheSearchBoxAndShowsTheLatestVideos()
    {
        var page = await OpenAsync(archive.Site);

        await Expect(page.SearchBox()).ToBeFocusedAsync();
        await Expect(page.Moments()).ToHaveCountAsync(SampleArchive.Videos);
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Latest videos" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Search_PhraseOfAMoment_ShowsItFirst()
    {
        var page = await OpenAsync(archive.Site);

        await page.SearchForAsync(Ladder);

        var first = page.Moments().First;
        await Expect(first.Locator(".name")).ToHaveTextAsync("reel-01");
        await Expect(first.Locator(".stamp")).ToHaveTextAsync("0:10–0:20");
        await Expect(first.Locator(".value")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^relevance (0\.\d\d|1\.00)$"));
        await Expect(page.Locator("#moments-sum")).ToContainTextAsync("segments searched");
        await Expect(page.Locator("#live")).ToContainTextAsync($"for {Ladder}.");
        await Expect(page).ToHaveTitleAsync($"{Ladder} – MoTE.Indexing");
    }

    [Fact]
    public async Task Search_AnyMoment_HasAPictureOfIt()
    {
        var page = await OpenAsync(archive.Site, "/?q=climbing+up+a+ladder");

        await Expect(page.Moments().First.Locator("img")).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await page.Moments().First.Locator("img").EvaluateAsync<int>("picture => picture.naturalWidth") > 0);
    }

    [Fact]
    public async Task Search_NothingMatches_ShowsTheNearestAndHowToSeeIt()
    {
        var page = await OpenAsync(archive.Site);

        await page.SearchForAsync("a submarine under the ice");

        await Expect(page.MomentNote()).ToContainTextAsync("Nothing matches");
        await Expect(page.MomentNote()).ToContainTextAsync("The nearest is below. Its relevance is");
        await Expect(page.Moments()).ToHaveCountAsync(1);

        await page.MomentNote().Button("Show all from a relevance of").ClickAsync();

        await Expect(page.MomentNote()).Not.ToContainTextAsync("Nothing matches");
        await Expect(page.Moments()).Not.ToHaveCountAsync(0);
        await Expect(page.Chips()).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("relevance from")]);
    }

    [Fact]
    public async Task Search_TextTooLong_SaysSoAndKeepsItForChanging()
    {
        RequestsMayFail = true;
        var page = await OpenAsync(archive.Site);

        await page.SearchForAsync(string.Join(' ', Enumerable.Repeat("ladder", 800)));

        await Expect(page.MomentNote()).ToContainTextAsync("That query cannot be searched");
        await Expect(page.MomentNote()).ToContainTextAsync("5000 characters");
        await page.MomentNote().Button("Change it").ClickAsync();
        await Expect(page.SearchBox()).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("🦊 <b>fox</b> & 'friends' \"here\" %00 \\ ✓")]
    [InlineData("ladder")]
    [InlineData("l")]
    public async Task Search_OddText_IsAnsweredAndShownAsItIs(string phrase)
    {
        var page = await OpenAsync(archive.Site);

        await page.SearchForAsync(phrase);

        await Expect(page.Locator("#moments-title")).ToHaveTextAsync(phrase);
        await Expect(page.Locator("#moments")).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(page.Moments()).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Search_MoreThanOnePage_LoadsTheNextOnRequest()
    {
        var page = await WindowAsync(archive.Site);
        await page.RouteAsync("**/api/search*", route => route.ContinueAsync(new RouteContinueOptions { Url = route.Request.Url.Replace("limit=40", "limit=5", StringComparison.Ordinal) }));
        await page.GotoAsync("/?q=a+star&minRelevance=0&groupBy=segment");
        await Expect(page.Moments()).ToHaveCountAsync(5);

        await page.Button("More moments").ClickAsync();
        await Expect(page.Moments()).ToHaveCountAsync(10);
        await page.Button("More moments").ClickAsync();

        await Expect(page.Moments()).ToHaveCountAsync(archive.Segments);
        await Expect(page.Button("More moments")).ToBeHiddenAsync();
        var addresses = await page.Moments().EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
        Assert.Equal(archive.Segments, addresses.Distinct().Count());
    }

    [Fact]
    public async Task Search_ServerFails_ShowsItsSentenceAndTriesAgainOnRequest()
    {
        RequestsMayFail = true;
        var page = await WindowAsync(archive.Site);
        await page.RouteAsync("**/api/search*", route => route.FulfillAsync(new RouteFulfillOptions { Status = 500, ContentType = "application/problem+json", Body = """{"detail":"The index is being repaired."}""" }));
        await page.GotoAsync("/?q=ladder");
        await Expect(page.MomentNote()).ToContainTextAsync("The index is being repaired.");

        await page.UnrouteAllAsync();
        await page.MomentNote().Button("Try again").ClickAsync();

        await Expect(page.Moments().First.Locator(".name")).ToHaveTextAsync("reel-01");
        await Expect(page.MomentNote()).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Search_TwoQuicklyAfterEachOther_ShowsTheLast()
    {
        var page = await WindowAsync(archive.Site);
        var release = new TaskCompletionSource();
        await page.RouteAsync("**/api/search?q=first*", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/?q=first");

        await page.SearchForAsync(Ladder);
        await Expect(page.Moments().First.Locator(".name")).ToHaveTextAsync("reel-01");
        release.SetResult();

        await Expect(page.Locator("#moments-title")).ToHaveTextAsync(Ladder);
        await Expect(page.Moments().First.Locator(".name")).ToHaveTextAsync("reel-01");
    }
}
