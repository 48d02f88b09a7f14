using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class ServerGoneTests(Chromium chromium, WorkingArchive archive) : PageTest(chromium), IClassFixture<WorkingArchive>
{
    [Fact]
    public async Task Open_EmptyArchive_SaysHowToAddVideos()
    {
        var page = await OpenAsync(archive.Site);

        await Expect(page.MomentNote()).ToContainTextAsync("No videos yet");
        await page.MomentNote().Button("Add videos").ClickAsync();

        await Expect(page.Locator("#add-dialog")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Search_EmptyArchive_SaysHowToAddVideos()
    {
        var page = await OpenAsync(archive.Site);

        await page.SearchForAsync("a ladder");

        await Expect(page.MomentNote()).ToContainTextAsync("No videos yet");
    }

    [Fact]
    public async Task Search_ServerIsGone_SaysSoAndAnswersByItselfWhenItIsBack()
    {
        RequestsMayFail = true;
        var page = await OpenAsync(archive.Site);
        await Expect(page.MomentNote()).ToContainTextAsync("No videos yet");
        archive.Stop();

        await page.SearchForAsync("a ladder");
        await Expect(page.Locator("#gone")).ToContainTextAsync("The server does not answer. Trying again by itself");
        await Expect(page.MomentNote()).ToContainTextAsync("Waiting for the server");
        await archive.StartAgainAsync();

        await Expect(page.Locator("#gone")).ToBeHiddenAsync();
        await Expect(page.Locator("#moments")).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(page.MomentNote()).ToContainTextAsync("No videos yet");
    }
}
