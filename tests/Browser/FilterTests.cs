using Microsoft.Playwright;
using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class FilterTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    private const string All = "/?q=a+star&minRelevance=0&groupBy=video";

    [Fact]
    public async Task Open_Filters_AreFoldedAwayUntilWanted()
    {
        var page = await OpenAsync(archive.Site);
        await Expect(page.Locator("#filters")).ToBeHiddenAsync();

        await page.Button("Filters").ClickAsync();

        await Expect(page.Locator("#filters").GetByLabel("Collection")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#filters")).ToBeHiddenAsync();
        await Expect(page.Button("Filters")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Choose_Collection_NarrowsAndShowsAChipThatTakesItOff()
    {
        var page = await UnfoldedAsync();

        await page.Locator("#filters [name=collection]").SelectOptionAsync(SampleArchive.OtherCollection);

        await Expect(page.Moments()).ToHaveCountAsync(1);
        await Expect(page.MomentOf(SampleArchive.OtherTitle)).ToHaveCountAsync(1);
        await page.Button($"Take off: collection {SampleArchive.OtherCollection}").ClickAsync();
        await Expect(page.Moments()).ToHaveCountAsync(SampleArchive.Videos);
    }

    [Fact]
    public async Task Type_Tag_NarrowsToIt()
    {
        var page = await UnfoldedAsync();

        await TypeAsync(page, "tag", "camera");
        await Expect(page.Locator("#filters [name=tag]")).ToHaveAttributeAsync("aria-invalid", "true");
        await TypeAsync(page, "tag", "camera=B");

        await Expect(page.Moments()).ToHaveCountAsync(1);
        await Expect(page.Button("Take off: tag camera=B")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("title", "REEL", 1)]
    [InlineData("minDurationMs", "0:10", 1)]
    [InlineData("from", "2000-01-01", SampleArchive.Videos)]
    [InlineData("to", "2000-01-01", 0)]
    public async Task Type_Filter_Narrows(string field, string value, int left)
    {
        var page = await UnfoldedAsync();

        await TypeAsync(page, field, value);

        await Expect(page.Chips()).ToHaveCountAsync(3);
        if (left == 0)
            await Expect(page.MomentNote()).ToContainTextAsync("Search without filters");
        else
            await Expect(page.Moments()).ToHaveCountAsync(left);
    }

    [Fact]
    public async Task Type_LengthThatIsNone_SaysHowToWriteIt()
    {
        var page = await UnfoldedAsync();

        await TypeAsync(page, "minDurationMs", "long");

        await Expect(page.Locator("#filters [name=minDurationMs]")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Moments()).ToHaveCountAsync(SampleArchive.Videos);
    }

    [Fact]
    public async Task Type_WhatToLeaveOut_LeavesItOut()
    {
        var page = await UnfoldedAsync();

        await TypeAsync(page, "not", "climbing up a ladder");

        await Expect(page.Button("Take off: without climbing up a ladder")).ToBeVisibleAsync();
        await Expect(page.Moments()).Not.ToHaveCountAsync(SampleArchive.Videos);
    }

    [Fact]
    public async Task Move_RelevanceUp_LeavesTheBestOnly()
    {
        var page = await OpenAsync(archive.Site, "/?q=climbing+up+a+ladder&minRelevance=0&groupBy=segment");
        await Expect(page.Moments()).ToHaveCountAsync(archive.Segments);
        await page.Button("Filters").ClickAsync();

        await page.Locator("#filters [name=minRelevance]").FillAsync("0.5");

        await Expect(page.Moments()).ToHaveCountAsync(1);
        await Expect(page.Button("Take off: relevance from 0.50")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Choose_OneResultPerSegment_ShowsEachSegment()
    {
        var page = await UnfoldedAsync();

        await page.Locator("#filters [name=groupBy]").SelectOptionAsync("segment");

        await Expect(page.Moments()).ToHaveCountAsync(archive.Segments);
    }

    [Fact]
    public async Task Click_TakeAllOff_LeavesTheQueryAlone()
    {
        var page = await OpenAsync(archive.Site, All);

        await page.Button("Take all off").ClickAsync();

        await Expect(page.Chips()).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(new Uri(archive.Site, "/?q=a+star").AbsoluteUri);
    }

    private static async Task TypeAsync(IPage page, string field, string value)
    {
        var input = page.Locator($"#filters [name={field}]");
        await input.FillAsync(value);
        await input.PressAsync("Enter");
    }

    private async Task<IPage> UnfoldedAsync()
    {
        var page = await OpenAsync(archive.Site, All);
        await Expect(page.Moments()).ToHaveCountAsync(SampleArchive.Videos);
        await page.Button("Filters").ClickAsync();
        return page;
    }
}
