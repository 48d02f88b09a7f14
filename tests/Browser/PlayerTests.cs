using Microsoft.Playwright;
using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class PlayerTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    private const string Address = "/?q=climbing+up+a+ladder&groupBy=segment&minRelevance=0";

    [Fact]
    public async Task Click_Moment_PlaysFromItsStartWithAllMomentsOfTheVideoOnTheTimeline()
    {
        var page = await OpenAsync(archive.Site, Address);

        await page.Moments().First.ClickAsync();

        await page.PlaysFromAsync(10);
        await Expect(page.Player().GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Name = "reel-01" })).ToBeVisibleAsync();
        await Expect(page.Locator("#timeline .mark-hit")).ToHaveCountAsync(3);
        await Expect(page.Locator("#found button")).ToContainTextAsync(["0:00–0:10", "0:10–0:20", "0:20–0:30"]);
        await Expect(page.Locator("#found button[aria-current=true]")).ToContainTextAsync("0:10–0:20");
    }

    [Fact]
    public async Task Click_Moment_SearchesItsVideoOnly()
    {
        var page = await OpenAsync(archive.Site, Address);

        var asked = await page.RunAndWaitForRequestAsync(() => page.Moments().First.ClickAsync(), request => request.Url.Contains("/api/search", StringComparison.Ordinal));

        Assert.Matches("[?&]video=[0-9a-f]{64}(&|$)", asked.Url);
        Assert.DoesNotContain("title=", asked.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Click_MarkOnTheTimeline_PlaysThatMoment()
    {
        var page = await PlayingAsync();

        await page.Locator("#timeline .mark-hit").Nth(2).ClickAsync();

        await page.PlaysFromAsync(20);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("t=20000"));
    }

    [Fact]
    public async Task Hover_Timeline_ShowsWhatIsThere()
    {
        var page = await PlayingAsync();
        var bar = (await page.Locator("#timeline").BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(bar.X + (bar.Width / 2), bar.Y + (bar.Height / 2));

        await Expect(page.Locator(".peek")).ToContainTextAsync("0:15.");
        await Expect(page.Locator(".peek img")).ToHaveAttributeAsync("src", new System.Text.RegularExpressions.Regex("/thumbnails/1\\?v="));
        await page.Mouse.MoveAsync(bar.X + (bar.Width / 2), bar.Y - 50);
        await Expect(page.Locator(".peek")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Click_Clip_DownloadsTheMomentThatPlays()
    {
        var page = await PlayingAsync();
        await page.Locator("#found button").Nth(2).ClickAsync();
        await page.PlaysFromAsync(20);
        await Expect(page.Locator("#clip")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("startMs=20000&endMs=30000$"));

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#clip").ClickAsync());

        Assert.Equal("reel-01 0.20-0.30.mp4", download.SuggestedFilename);
        Assert.True(new FileInfo((await download.PathAsync())!).Length > 1000);
    }

    [Fact]
    public async Task Click_MomentBelowTheTimeline_PlaysIt()
    {
        var page = await PlayingAsync();

        await page.Locator("#found button").First.ClickAsync();

        await page.PlaysFromAsync(0);
        await Expect(page.Locator("#found button[aria-current=true]")).ToContainTextAsync("0:00–0:10");
    }

    [Fact]
    public async Task Press_NAndP_GoToTheNextAndThePreviousMoment()
    {
        var page = await PlayingAsync();

        await page.Keyboard.PressAsync("n");
        await page.PlaysFromAsync(20);
        await page.Keyboard.PressAsync("p");

        await page.PlaysFromAsync(10);
    }

    [Fact]
    public async Task Press_Escape_ClosesAndGoesBackToTheMoment()
    {
        var page = await OpenAsync(archive.Site, Address);
        await page.Moments().Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Player()).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Player()).ToBeHiddenAsync();
        await Expect(page.Moments().Nth(1)).ToBeFocusedAsync();
        await Expect(page).ToHaveURLAsync(new Uri(archive.Site, Address).AbsoluteUri);
    }

    [Fact]
    public async Task Click_BesideTheDialog_Closes()
    {
        var page = await PlayingAsync();

        await page.Mouse.ClickAsync(5, 400);

        await Expect(page.Player()).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Open_VideoThatIsBeingConverted_SaysSoAndStartsByItself()
    {
        var page = await WindowAsync(archive.Site);
        var release = new TaskCompletionSource();
        await page.RouteAsync("**/playback", async route =>
        {
            if (release.Task.IsCompleted)
                await route.ContinueAsync();
            else
                await route.FulfillAsync(new RouteFulfillOptions { Status = 202, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } });
        });
        await page.GotoAsync(Address);
        await page.Moments().First.ClickAsync();
        await Expect(page.Locator("#curtain")).ToContainTextAsync("Being converted");

        release.SetResult();

        await Expect(page.Locator("#curtain")).ToBeHiddenAsync();
        await page.PlaysFromAsync(10);
    }

    [Fact]
    public async Task Open_VideoThatCannotBeConverted_ShowsTheReason()
    {
        RequestsMayFail = true;
        var page = await WindowAsync(archive.Site);
        await page.RouteAsync("**/playback", route => route.FulfillAsync(new RouteFulfillOptions { Status = 422, ContentType = "application/problem+json", Body = """{"detail":"No frame of it decodes."}""" }));
        await page.GotoAsync(Address);

        await page.Moments().First.ClickAsync();

        await Expect(page.Locator("#curtain")).ToContainTextAsync("No frame of it decodes.");
        await Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Original" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Click_Original_DownloadsTheFileAsItCame()
    {
        var page = await PlayingAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Original" }).ClickAsync());

        Assert.Equal(await File.ReadAllBytesAsync(SampleArchive.Sample("reel-01"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
    }

    private async Task<IPage> PlayingAsync()
    {
        var page = await OpenAsync(archive.Site, Address);
        await page.Moments().First.ClickAsync();
        await page.PlaysFromAsync(10);
        await Expect(page.Locator("#found button")).ToHaveCountAsync(3);
        return page;
    }
}
