using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

/// <summary>Names come from people; a page that reads them as markup is open to everyone who may add a video.</summary>
public sealed class TextOnlyTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    [Theory]
    [InlineData("/", "#moments .name")]
    [InlineData("/?q=triangles&minRelevance=0", "#moments .name")]
    [InlineData("/?view=videos", "#videos .name")]
    public async Task Show_TitleWithMarkup_IsText(string address, string names)
    {
        var page = await OpenAsync(archive.Site, address);

        await Expect(page.Locator(names).Filter(new() { HasText = "evening news" })).ToHaveTextAsync(SampleArchive.OtherTitle);

        Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        Assert.NotEqual("broken", await page.TitleAsync());
    }

    [Fact]
    public async Task Show_TitleWithMarkupInThePlayer_IsText()
    {
        var page = await OpenAsync(archive.Site);

        await page.MomentOf("evening news").ClickAsync();

        await Expect(page.Locator("#player-title")).ToHaveTextAsync(SampleArchive.OtherTitle);
        Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
    }

    [Fact]
    public async Task Show_FiltersWithMarkup_AreText()
    {
        var page = await OpenAsync(archive.Site, "/?q=%3Cimg+src%3Dx%3E&title=%3Cimg+src%3Dx%3E&tag=a%3D%3Cimg+src%3Dx%3E&collection=%3Cimg+src%3Dx%3E");

        await Expect(page.Chips()).ToHaveTextAsync(["Take off: collection <img src=x>", "Take off: tag a=<img src=x>", "Take off: title <img src=x>"]);
        await Expect(page.MomentNote()).ToContainTextAsync("Nothing matches");
        Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
    }
}
