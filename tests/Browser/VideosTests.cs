using Microsoft.Playwright;
using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class VideosTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    private const string Address = "/?view=videos";

    [Fact]
    public async Task Open_ListOfVideos_ShowsEachWithItsState()
    {
        var page = await OpenAsync(archive.Site, Address);

        await Expect(page.Rows()).ToHaveCountAsync(SampleArchive.Videos);
        await Expect(page.RowOf("reel-01").Locator(".state")).ToHaveTextAsync("Searchable, 3 segments");
        await Expect(page.RowOf("reel-01").Locator(".stamp")).ToHaveTextAsync("0:30");
        await Expect(page.RowOf("evening news")).ToContainTextAsync("camera=B");
        await Expect(page).ToHaveTitleAsync("Videos – MoTE.Indexing");
    }

    [Fact]
    public async Task Choose_CollectionAndState_Narrow()
    {
        var page = await OpenAsync(archive.Site, Address);
        await Expect(page.Rows()).ToHaveCountAsync(SampleArchive.Videos);

        await page.Locator("#sift [name=collection]").SelectOptionAsync(SampleArchive.OtherCollection);
        await Expect(page.Rows()).ToHaveCountAsync(1);
        await page.Locator("#sift [name=state]").SelectOptionAsync("rejected");
        await Expect(page.Locator("#videos-note")).ToContainTextAsync("No such videos");
        await page.Locator("#videos-note").Button("Show all").ClickAsync();

        await Expect(page.Rows()).ToHaveCountAsync(SampleArchive.Videos);
    }

    [Fact]
    public async Task Click_PictureOfAVideo_PlaysIt()
    {
        var page = await OpenAsync(archive.Site, Address);

        await page.Button("Play reel-01").ClickAsync();

        await page.PlaysFromAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Rows()).ToHaveCountAsync(SampleArchive.Videos);
    }

    [Fact]
    public async Task Open_MoreVideosThanAPage_LoadsTheNextOnRequest()
    {
        var page = await WindowAsync(archive.Site);
        await page.RouteAsync("**/api/videos?*", route => route.ContinueAsync(new RouteContinueOptions { Url = route.Request.Url.Replace("limit=50", "limit=6", StringComparison.Ordinal) }));
        await page.GotoAsync(Address);
        await Expect(page.Rows()).ToHaveCountAsync(6);

        await page.Button("More videos").ClickAsync();

        await Expect(page.Rows()).ToHaveCountAsync(SampleArchive.Videos);
        await Expect(page.Button("More videos")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Show_VideosInEveryState_SaysHowFarAndWhy()
    {
        var page = await WindowAsync(archive.Site);
        await page.RouteAsync("**/api/videos?*", StandIns.FulfillAsync);

        await page.GotoAsync(Address);

        await Expect(page.RowOf("waiting").Locator(".state")).ToHaveTextAsync("Waiting");
        await Expect(page.RowOf("half way").Locator(".state")).ToHaveTextAsync("Indexing, 3 of 9 parts");
        await Expect(page.RowOf("half way").GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("value", "3");
        await Expect(page.RowOf("broken").Locator(".said")).ToHaveTextAsync(StandIns.Reason);
        await Expect(page.RowOf("broken").Button("Try broken again")).ToBeVisibleAsync();
        await Expect(page.RowOf("partly").Locator(".said")).ToHaveTextAsync(StandIns.Remark);
    }

    [Fact]
    public async Task Poll_NewsDoNotGetThrough_StillBringsTheListUpToDate()
    {
        RequestsMayFail = true;
        var page = await WindowAsync(archive.Site);
        var indexed = false;
        await page.RouteAsync("**/api/events", route => route.AbortAsync());
        await page.RouteAsync("**/api/videos?*", async route =>
        {
            if (indexed)
                await route.ContinueAsync();
            else
                await StandIns.FulfillAsync(route);
        });
        await page.GotoAsync(Address);
        await Expect(page.RowOf("half way")).ToBeVisibleAsync();

        indexed = true;

        await Expect(page.RowOf("reel-01")).ToBeVisibleAsync();
        await Expect(page.RowOf("half way")).ToHaveCountAsync(0);
    }
}
