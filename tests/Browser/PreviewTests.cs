using Microsoft.Playwright;
using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class PreviewTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    private const string Address = "/?q=climbing+up+a+ladder";

    [Fact]
    public async Task Hover_Moment_ShowsItsFramesOneAfterTheOther()
    {
        var page = await OpenAsync(archive.Site, Address);

        await page.Moments().First.HoverAsync();

        var strip = page.Moments().First.Locator(".strip");
        await Expect(strip).ToBeVisibleAsync();
        await Expect(strip).ToHaveCSSAsync("animation-timing-function", "steps(8, jump-none)");
        await Expect(strip).ToHaveCSSAsync("background-size", "800% 100%");
        var places = new HashSet<string>();
        while (places.Count < 3)
            _ = places.Add(await strip.EvaluateAsync<string>("strip => getComputedStyle(strip).backgroundPositionX"));
        await page.SearchBox().HoverAsync();
        await Expect(strip).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Hover_Moment_FillsThePlaceOfThePictureExactly()
    {
        var page = await OpenAsync(archive.Site, Address);
        await page.Moments().First.HoverAsync();
        var strip = page.Moments().First.Locator(".strip");
        await Expect(strip).ToBeVisibleAsync();

        var shape = await strip.EvaluateAsync<double>("strip => strip.getBoundingClientRect().width / strip.getBoundingClientRect().height");
        var height = await strip.EvaluateAsync<double>("strip => strip.getBoundingClientRect().height / strip.parentElement.getBoundingClientRect().height");

        Assert.Equal(4.0 / 3, shape, 0.05);
        Assert.Equal(1, height, 0.01);
    }

    [Fact]
    public async Task Focus_MomentByKeyboard_ShowsItMoving()
    {
        var page = await OpenAsync(archive.Site, Address);
        await Expect(page.Moments().First).ToBeVisibleAsync();

        await page.SearchBox().PressAsync("ArrowDown");

        await Expect(page.Moments().First.Locator(".strip")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(page.Moments().First.Locator(".strip")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Hover_ReducedMotionPreferred_StaysStill()
    {
        var page = await OpenAsync(archive.Site, Address, new Look(Motion: ReducedMotion.Reduce));
        var asked = false;
        page.Request += (_, request) => asked |= request.Url.Contains("/previews/", StringComparison.Ordinal);

        await page.Moments().First.HoverAsync();
        await page.Moments().First.ClickAsync();
        await page.PlaysFromAsync(10);

        await Expect(page.Locator(".strip")).ToHaveCountAsync(0);
        Assert.False(asked);
    }
}
