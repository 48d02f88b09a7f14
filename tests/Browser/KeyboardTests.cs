using Microsoft.Playwright;
using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class KeyboardTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    private const int Columns = 5; // at the width of Look.Desk

    [Fact]
    public async Task Press_Slash_FocusesTheSearchBoxAndSelectsItsText()
    {
        var page = await GridAsync();
        await page.Moments().Nth(2).FocusAsync();

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("new");

        await Expect(page.SearchBox()).ToBeFocusedAsync();
        await Expect(page.SearchBox()).ToHaveValueAsync("new");
    }

    [Fact]
    public async Task Press_Arrows_MoveThroughTheGrid()
    {
        var page = await GridAsync();

        await page.SearchBox().PressAsync("ArrowDown");
        await Expect(page.Moments().First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Moments().Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Moments().Nth(1 + Columns)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Moments().Nth(Columns)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.Moments().Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(page.Moments().First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.SearchBox()).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Press_Tab_LeavesTheGridAfterOneStop()
    {
        var page = await GridAsync();

        Assert.Equal(1, await page.Moments().EvaluateAllAsync<int>("links => links.filter(link => link.tabIndex === 0).length"));
        await page.Moments().Nth(3).FocusAsync();
        await Expect(page.Moments().Nth(3)).ToHaveAttributeAsync("tabindex", "0");

        Assert.Equal(1, await page.Moments().EvaluateAllAsync<int>("links => links.filter(link => link.tabIndex === 0).length"));
    }

    [Fact]
    public async Task Press_Enter_PlaysTheFocusedMoment()
    {
        var page = await GridAsync();
        await page.SearchBox().PressAsync("ArrowDown");

        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Player()).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("?", "#help-dialog")]
    [InlineData("a", "#add-dialog")]
    public async Task Press_KeyOfADialog_OpensItAndEscapeClosesIt(string key, string dialog)
    {
        var page = await GridAsync();
        await page.Moments().First.FocusAsync();

        await page.Keyboard.PressAsync(key);
        await Expect(page.Locator(dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator(dialog)).ToBeHiddenAsync();
        await Expect(page.Moments().First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Press_V_GoesToTheVideosAndBack()
    {
        var page = await GridAsync();
        await page.Moments().First.FocusAsync();

        await page.Keyboard.PressAsync("v");
        await Expect(page.Rows()).ToHaveCountAsync(SampleArchive.Videos);
        await Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Videos" })).ToHaveAttributeAsync("aria-current", "page");
        await page.Keyboard.PressAsync("v");

        await Expect(page.Moments()).Not.ToHaveCountAsync(0);
        await Expect(page.Locator("#videos-view")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Type_LettersOfKeysIntoTheSearchBox_AreText()
    {
        var page = await GridAsync();
        await page.SearchBox().FillAsync("");

        await page.SearchBox().PressSequentiallyAsync("vaf/?");

        await Expect(page.SearchBox()).ToHaveValueAsync("vaf/?");
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    private async Task<IPage> GridAsync()
    {
        var page = await OpenAsync(archive.Site, "/?q=a+star&minRelevance=0&groupBy=segment");
        await Expect(page.Moments()).ToHaveCountAsync(archive.Segments);
        return page;
    }
}
