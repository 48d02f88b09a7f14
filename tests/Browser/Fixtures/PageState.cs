using Microsoft.Playwright;

namespace MoTE.Indexing.Browser.Tests.Fixtures;

/// <summary>A state of the page that must be fit to be looked at, listened to and used on every window.</summary>
public enum PageState
{
    Latest,
    Moments,
    Hovered,
    Filters,
    Like,
    Takeaway,
    Recent,
    NothingFound,
    OddQuery,
    ServerGone,
    Player,
    Converting,
    Videos,
    VideosInEveryState,
    AddDialog,
    AddProblem,
    Confirm,
    Help,
    Tray,
    Dropping,
}

/// <summary>Brings a page into a state.</summary>
internal static class PageStates
{
    public static async Task BringAsync(this IPage page, PageState state)
    {
        await PrepareAsync(page, state);
        await page.GotoAsync(Address(state));
        await ActAsync(page, state);
    }

    private static string Address(PageState state) => state switch
    {
        PageState.Takeaway or PageState.Recent or PageState.Like => "/?q=a+person",
        PageState.Moments or PageState.Hovered => "/?q=a+star&minRelevance=0&groupBy=segment",
        PageState.Filters => $"/?q=a+star&minRelevance=0.05&collection={SampleArchive.Collection}&title=clip&maxDurationMs=60000",
        PageState.NothingFound => "/?q=a+submarine+under+the+ice&collection=samples",
        PageState.OddQuery => $"/?q={new string('x', 5001)}",
        PageState.Player or PageState.Converting => "/?q=climbing+up+a+ladder&groupBy=segment&minRelevance=0",
        PageState.Videos or PageState.VideosInEveryState or PageState.Confirm => "/?view=videos",
        _ => "/",
    };

    private static async Task PrepareAsync(IPage page, PageState state)
    {
        if (state == PageState.VideosInEveryState)
            await page.RouteAsync("**/api/videos?*", StandIns.FulfillAsync);
        if (state == PageState.Converting)
            await page.RouteAsync("**/playback", route => route.FulfillAsync(new RouteFulfillOptions { Status = 202 }));
        if (state == PageState.Tray)
            await page.RouteAsync("**/api/uploads/*", route => route.FulfillAsync(new RouteFulfillOptions { Status = 507, ContentType = "application/problem+json", Body = """{"detail":"The disk is full: 12 MB are left."}""" }));
    }

    private static async Task ActAsync(IPage page, PageState state)
    {
        switch (state)
        {
            case PageState.Hovered:
                await page.Moments().First.HoverAsync();
                await page.Locator(".strip").WaitForAsync();
                break;
            case PageState.Like:
                await page.Moments().First.PressAsync("m");
                await page.Locator(".example").WaitForAsync();
                break;
            case PageState.Takeaway:
                await page.Locator("#takeaway summary").ClickAsync();
                await page.Locator("#takeaway a").First.WaitForAsync();
                break;
            case PageState.Recent:
                await page.Moments().First.WaitForAsync();
                await page.Locator(".brand").ClickAsync();
                await page.Locator("#recent bdi").WaitForAsync();
                break;
            case PageState.Filters:
                await page.Moments().First.WaitForAsync();
                await page.Button("Filters").ClickAsync();
                break;
            case PageState.NothingFound or PageState.OddQuery:
                await page.MomentNote().GetByRole(AriaRole.Heading).WaitForAsync();
                break;
            case PageState.ServerGone:
                await page.Moments().First.WaitForAsync();
                await page.RouteAsync("**/api/**", route => route.AbortAsync());
                await page.SearchForAsync("a ladder");
                await page.Locator("#gone").WaitForAsync();
                break;
            case PageState.Player:
                await page.Moments().First.ClickAsync();
                await page.PlaysFromAsync(10);
                await page.Locator("#found button").Nth(2).WaitForAsync();
                break;
            case PageState.Converting:
                await page.Moments().First.ClickAsync();
                await page.Locator("#curtain progress").WaitForAsync();
                break;
            case PageState.Videos or PageState.VideosInEveryState:
                await page.Rows().First.WaitForAsync();
                break;
            case PageState.AddDialog or PageState.AddProblem:
                await page.AddButton().ClickAsync();
                if (state == PageState.AddProblem)
                    await page.Button("Add", exact: true).Last.ClickAsync();
                break;
            case PageState.Confirm:
                await page.Button("Delete").First.ClickAsync();
                break;
            case PageState.Help:
                await page.Moments().First.FocusAsync();
                await page.Keyboard.PressAsync("?");
                break;
            case PageState.Tray:
                await page.AddButton().ClickAsync();
                await page.Locator("#files").SetInputFilesAsync(SampleArchive.Sample("clip-01"));
                await page.Locator("#tray-list .said.bad").WaitForAsync();
                break;
            case PageState.Dropping:
                await page.Moments().First.WaitForAsync();
                await page.DispatchEventAsync("body", "dragenter", new { dataTransfer = await page.EvaluateHandleAsync("() => { const transfer = new DataTransfer(); transfer.items.add(new File([], 'a.mp4')); return transfer; }") });
                await page.Locator("#drop").WaitForAsync();
                break;
            default:
                await page.Moments().First.WaitForAsync();
                break;
        }
    }
}
