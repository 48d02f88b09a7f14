using Microsoft.Playwright;
using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class TakeawayTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    private const string Address = "/?q=a+person";

    [Theory]
    [InlineData("Table", "a person.csv", "title,from,to,relevance,score,file,videoId,link")]
    [InlineData("Timeline", "a person.edl", "TITLE: a person")]
    [InlineData("Data", "moments.json", "{\"query\":\"a person\"")]
    public async Task Click_Choice_DownloadsAllThatWasFound(string choice, string name, string start)
    {
        var page = await OpenAsync(archive.Site, Address);
        await page.Locator("#takeaway summary").ClickAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#takeaway a").Filter(new LocatorFilterOptions { HasText = choice }).ClickAsync());

        Assert.Equal(name, download.SuggestedFilename);
        Assert.StartsWith(start, (await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken)).TrimStart('\uFEFF'), StringComparison.Ordinal);
        await Expect(page.Locator("#takeaway")).Not.ToHaveAttributeAsync("open", "");
    }

    [Fact]
    public async Task Choose_Rate_IsTheTimelines()
    {
        var page = await OpenAsync(archive.Site, $"{Address}&minRelevance=0&groupBy=segment");
        await page.Locator("#takeaway summary").ClickAsync();

        await page.GetByLabel("Frames per second").SelectOptionAsync("50");

        await Expect(page.Locator("#takeaway a[data-format=edl]")).ToHaveAttributeAsync("href", "/api/search?q=a+person&minRelevance=0&groupBy=segment&limit=999&format=edl&fps=50");
        await Expect(page.Locator("#takeaway a[data-format=csv]")).ToHaveAttributeAsync("href", "/api/search?q=a+person&minRelevance=0&groupBy=segment&limit=999&format=csv");
    }

    [Fact]
    public async Task Escape_OpenMenu_ClosesItAndKeepsTheFocus()
    {
        var page = await OpenAsync(archive.Site, Address);
        await page.Locator("#takeaway summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#takeaway a").First).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator("#takeaway a").First).ToBeHiddenAsync();
        await Expect(page.Locator("#takeaway summary")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=a+submarine+under+the+ice")]
    public async Task Open_NothingFound_OffersNothingToTakeAlong(string address)
    {
        var page = await OpenAsync(archive.Site, address);
        await Expect(page.Moments().First).ToBeVisibleAsync();

        await Expect(page.Locator("#takeaway")).ToBeHiddenAsync();
    }
}
