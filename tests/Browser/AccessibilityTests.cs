using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class AccessibilityTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice") };

    public static MatrixTheoryData<PageState, int> Looks { get; } = new(Enum.GetValues<PageState>(), [Look.Desk, Look.Phone]);

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Look_AnyState_HasNoSeriousViolation(PageState state, int width)
    {
        RequestsMayFail = true;
        // No colour is judged half way through a change.
        var page = await WindowAsync(archive.Site, new Look(width, Motion: state == PageState.Hovered ? ReducedMotion.NoPreference : ReducedMotion.Reduce));
        await page.BringAsync(state);

        var serious = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.WaitForFunctionAsync("() => !document.getAnimations().some(each => each instanceof CSSTransition)");
            var result = await page.RunAxe(Rules);
            Assert.NotEmpty(result.Passes);
            serious.AddRange(result.Violations.Where(violation => violation.Impact is "serious" or "critical").SelectMany(violation => violation.Nodes.Select(node => $"{scheme}: {violation.Id}: {node.Html}")));
        }

        Assert.Empty(serious);
    }

    [Theory]
    [InlineData(PageState.Latest)]
    [InlineData(PageState.Moments)]
    [InlineData(PageState.Filters)]
    [InlineData(PageState.Like)]
    [InlineData(PageState.Takeaway)]
    [InlineData(PageState.Recent)]
    [InlineData(PageState.NothingFound)]
    [InlineData(PageState.OddQuery)]
    [InlineData(PageState.ServerGone)]
    [InlineData(PageState.Player)]
    [InlineData(PageState.VideosInEveryState)]
    [InlineData(PageState.AddDialog)]
    [InlineData(PageState.Tray)]
    public async Task Look_OnAPhone_NothingSticksOut(PageState state)
    {
        RequestsMayFail = true;
        var page = await WindowAsync(archive.Site, new Look(Look.Phone));
        await page.BringAsync(state);

        var outside = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('body *')]
              .filter(each => each.checkVisibility({ visibilityProperty: true }) && !each.closest('.unseen, .skip, svg, .strip'))
              .filter(each => { const box = each.getBoundingClientRect(); return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1); })
              .map(each => each.outerHTML.slice(0, 120))
            """);

        Assert.Empty(outside);
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
    }

    [Fact]
    public async Task Press_Tab_ReachesEverythingInOrderWithAVisibleFocus()
    {
        var page = await OpenAsync(archive.Site);
        await Expect(page.Moments()).ToHaveCountAsync(SampleArchive.Videos);
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Shift+Tab");
        var reached = new List<string>();

        for (var press = 0; press < 8; press++)
        {
            reached.Add(await page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.className"));
            Assert.True(await page.EvaluateAsync<bool>(
                """
                () => {
                  const focused = document.activeElement;
                  const rings = [focused, focused.closest('form'), focused.querySelector('.frame')].filter(Boolean).map(each => getComputedStyle(each));
                  return rings.some(style => style.outlineStyle !== 'none' || style.boxShadow !== 'none');
                }
                """), $"{reached[^1]} has no visible focus");
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Equal(["skip", "brand", "q", "filters-toggle", "tab-videos", "add", "help", "moment"], reached);
    }
}
