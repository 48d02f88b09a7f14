using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class AddressTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    [Fact]
    public async Task Open_AddressWithQueryAndFilters_ShowsThem()
    {
        var page = await OpenAsync(archive.Site, $"/?q=a+star&collection={SampleArchive.Collection}&minRelevance=0&groupBy=video&maxDurationMs=60000");

        await Expect(page.SearchBox()).ToHaveValueAsync("a star");
        await Expect(page.Chips()).ToHaveCountAsync(4);
        await Expect(page.Moments()).ToHaveCountAsync(SampleArchive.Videos - 1);
    }

    [Fact]
    public async Task Search_AnyPhrase_PutsItIntoTheAddress()
    {
        var page = await OpenAsync(archive.Site);

        await page.SearchForAsync("a ladder & a star");

        await Expect(page).ToHaveURLAsync(new Uri(archive.Site, "/?q=a+ladder+%26+a+star").AbsoluteUri);
    }

    [Fact]
    public async Task Back_AfterTwoSearches_ShowsTheFirstAgain()
    {
        var page = await OpenAsync(archive.Site);
        await page.SearchForAsync("climbing up a ladder");
        await Expect(page.Moments().First.Locator(".name")).ToHaveTextAsync("reel-01");
        await page.SearchForAsync("a yellow star moving right");
        await Expect(page.Moments().First.Locator(".name")).ToHaveTextAsync("clip-01");

        await page.GoBackAsync();

        await Expect(page.SearchBox()).ToHaveValueAsync("climbing up a ladder");
        await Expect(page.Moments().First.Locator(".name")).ToHaveTextAsync("reel-01");
        await page.GoForwardAsync();
        await Expect(page.Moments().First.Locator(".name")).ToHaveTextAsync("clip-01");
    }

    [Fact]
    public async Task Open_AddressOfAMoment_PlaysItFromItsStart()
    {
        var page = await OpenAsync(archive.Site, "/?q=climbing+up+a+ladder");
        var address = await page.Moments().First.GetAttributeAsync("href");

        var other = await OpenAsync(archive.Site, address!);

        await Expect(other.Player()).ToBeVisibleAsync();
        await other.PlaysFromAsync(10);
        await other.Keyboard.PressAsync("Escape");
        await Expect(other.Player()).ToBeHiddenAsync();
        await Expect(other).ToHaveURLAsync(new Uri(archive.Site, "/?q=climbing+up+a+ladder").AbsoluteUri);
        await Expect(other.Moments().First.Locator(".name")).ToHaveTextAsync("reel-01");
    }

    [Fact]
    public async Task Back_FromAMoment_ClosesItAndKeepsTheGrid()
    {
        var page = await OpenAsync(archive.Site, "/?q=climbing+up+a+ladder");
        await page.Moments().First.ClickAsync();
        await Expect(page.Player()).ToBeVisibleAsync();

        await page.GoBackAsync();

        await Expect(page.Player()).ToBeHiddenAsync();
        await Expect(page.Moments().First.Locator(".name")).ToHaveTextAsync("reel-01");
        await page.GoForwardAsync();
        await Expect(page.Player()).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Open_AddressOfAVideoThatIsGone_SaysSo()
    {
        RequestsMayFail = true;
        var page = await OpenAsync(archive.Site, $"/?play={new string('0', 64)}");

        await Expect(page.Player()).ToContainTextAsync("There is no video");
    }

    [Fact]
    public async Task CopyLink_WhilePlaying_GivesTheAddressOfThisPlace()
    {
        var page = await OpenAsync(archive.Site, "/?q=climbing+up+a+ladder");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Moments().First.ClickAsync();
        await page.PlaysFromAsync(10);

        await page.Button("Copy link").ClickAsync();

        await Expect(page.Button("Copied")).ToBeVisibleAsync();
        var copied = new Uri(await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.Contains("q=climbing+up+a+ladder", copied.Query, StringComparison.Ordinal);
        Assert.Matches(@"&t=1\d{4}\b", copied.Query);
    }
}
