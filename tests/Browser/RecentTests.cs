using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class RecentTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    [Fact]
    public async Task Open_AfterSearches_OffersThemLatestFirstEachOnce()
    {
        var page = await OpenAsync(archive.Site);
        await Expect(page.Locator("#recent")).ToBeHiddenAsync();
        foreach (var phrase in new[] { "a star", "<b>a person</b>", "a star" })
        {
            await page.SearchForAsync(phrase);
            await Expect(page.Locator("#moments-title")).ToHaveTextAsync(phrase);
        }

        await page.Locator(".brand").ClickAsync();

        await Expect(page.Locator("#recent bdi")).ToHaveTextAsync(["a star", "<b>a person</b>"]);
        await page.Button("<b>a person</b>").ClickAsync();
        await Expect(page.SearchBox()).ToHaveValueAsync("<b>a person</b>");
    }

    [Fact]
    public async Task Click_Clear_ForgetsThem()
    {
        var page = await OpenAsync(archive.Site, "/?q=a+star");
        await page.Locator(".brand").ClickAsync();
        await Expect(page.Locator("#recent bdi")).ToHaveTextAsync(["a star"]);

        await page.Button("Clear").ClickAsync();

        await Expect(page.Locator("#recent")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Expect(page.Moments()).ToHaveCountAsync(SampleArchive.Videos);
        await Expect(page.Locator("#recent")).ToBeHiddenAsync();
    }
}
