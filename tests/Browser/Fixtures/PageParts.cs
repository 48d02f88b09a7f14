using Microsoft.Playwright;

namespace MoTE.Indexing.Browser.Tests.Fixtures;

/// <summary>The parts of the page by what they are for.</summary>
internal static class PageParts
{
    public static ILocator SearchBox(this IPage page) => page.GetByRole(AriaRole.Searchbox, new PageGetByRoleOptions { Name = "Describe a moment" });

    /// <summary>The cards of the grid.</summary>
    public static ILocator Moments(this IPage page) => page.Locator("#moments a.moment");

    /// <summary>The card of a video in the grid.</summary>
    public static ILocator MomentOf(this IPage page, string title) => page.Moments().Filter(new LocatorFilterOptions { Has = page.Locator(".name", new PageLocatorOptions { HasText = title }) });

    /// <summary>What stands in place of moments.</summary>
    public static ILocator MomentNote(this IPage page) => page.Locator("#moments-note");

    public static ILocator Chips(this IPage page) => page.Locator("#chips button:not(.text)");

    public static ILocator Player(this IPage page) => page.Locator("#player");

    /// <summary>The video element of the player.</summary>
    public static ILocator Screen(this IPage page) => page.Locator("#screen");

    /// <summary>The rows of the list of videos.</summary>
    public static ILocator Rows(this IPage page) => page.Locator("#videos > li");

    public static ILocator RowOf(this IPage page, string title) => page.Rows().Filter(new LocatorFilterOptions { Has = page.Locator(".name", new PageLocatorOptions { HasText = title }) });

    /// <summary>What is being added.</summary>
    public static ILocator Additions(this IPage page) => page.Locator("#tray-list > li");

    /// <summary>The button of the bar that opens the dialog for new videos.</summary>
    public static ILocator AddButton(this IPage page) => page.GetByRole(AriaRole.Banner).Button("Add videos");

    public static ILocator Button(this IPage page, string name, bool exact = false) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = exact });

    public static ILocator Button(this ILocator part, string name) => part.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name });

    /// <summary>Waits until the video has begun to play at a place, however far it has come since.</summary>
    public static async Task PlaysFromAsync(this IPage page, double seconds) => await page.WaitForFunctionAsync(
        "from => { const { played } = document.querySelector('#screen'); return Array.from({ length: played.length }, (_, at) => played.start(at)).some(start => Math.abs(start - from) < 0.5); }", seconds);

    /// <summary>Types a phrase and searches for it.</summary>
    public static async Task SearchForAsync(this IPage page, string phrase)
    {
        await page.SearchBox().FillAsync(phrase);
        await page.SearchBox().PressAsync("Enter");
    }

    /// <summary>Adds files by the button, as they are.</summary>
    public static async Task ChooseFilesAsync(this IPage page, params string[] paths)
    {
        await page.AddButton().ClickAsync();
        await page.Locator("#files").SetInputFilesAsync(paths);
    }
}
