using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class LikeTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    private const string Star = "/?q=a+yellow+star+moving+right";

    [Fact]
    public async Task Click_MoreLikeThis_FindsTheOthersAndShowsTheExample()
    {
        var page = await OpenAsync(archive.Site, Star);
        await Expect(page.Moments().First.Locator(".name")).ToHaveTextAsync("clip-01");
        await page.Moments().First.HoverAsync();

        await page.Button("More like this moment of clip-01").ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex(@"\?like=[0-9a-f]{64}%400$"));
        await Expect(page.Locator(".example")).ToContainTextAsync("clip-01");
        await Expect(page.SearchBox()).ToHaveValueAsync("");
        await Expect(page.Moments().First.Locator(".name")).ToHaveTextAsync("clip-02");
        await Expect(page.Moments()).ToHaveCountAsync(archive.Segments - 1);
        await Expect(page.Locator("#moments-sum")).ToContainTextAsync($"{archive.Segments - 1} segments");
        await Expect(page.Locator("#live")).ToContainTextAsync("for moments like clip-01 at 0:00.");
        await Expect(page).ToHaveTitleAsync("Like clip-01 – MoTE.Indexing");
    }

    [Fact]
    public async Task Press_M_OnAMomentAndInThePlayer_SearchesLikeIt()
    {
        var page = await OpenAsync(archive.Site, Star);
        await page.Moments().First.FocusAsync();
        await page.Keyboard.PressAsync("m");
        await Expect(page.Locator(".example")).ToContainTextAsync("clip-01");

        await page.Moments().First.PressAsync("Enter");
        await page.PlaysFromAsync(0);
        await Expect(page.Locator("#found")).ToContainTextAsync("Like the moment searched for");
        await Expect(page.Player().Button("More like this")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("m");

        await Expect(page.Player()).ToBeHiddenAsync();
        await Expect(page.Locator(".example")).ToContainTextAsync("clip-02");
    }

    [Fact]
    public async Task Search_AfterLike_LooksForTheTextAlone()
    {
        var page = await OpenAsync(archive.Site, Star);
        await page.Moments().First.FocusAsync();
        await page.Keyboard.PressAsync("m");
        await Expect(page.Locator(".example")).ToBeVisibleAsync();

        await page.SearchForAsync("climbing up a ladder");

        await Expect(page).ToHaveURLAsync(new Regex(@"\?q=climbing\+up\+a\+ladder$"));
        await Expect(page.Locator(".example")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Click_CloseOfTheExample_GoesBackToTheLatestVideos()
    {
        var page = await OpenAsync(archive.Site, Star);
        await page.Moments().First.FocusAsync();
        await page.Keyboard.PressAsync("m");

        await page.Button("Back to the latest videos").ClickAsync();

        await Expect(page.Moments()).ToHaveCountAsync(SampleArchive.Videos);
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Latest videos" })).ToBeVisibleAsync();
    }
}
