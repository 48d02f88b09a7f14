using Microsoft.Playwright;
using MoTE.Indexing.Browser.Tests.Fixtures;
using MoTE.Indexing.EndToEnd;

namespace MoTE.Indexing.Browser.Tests;

/// <summary>Makes the pictures of the documentation anew. Runs only when asked for: <c>-explicit only -class '*Screenshots'</c>.</summary>
public sealed class Screenshots(Chromium chromium, WorkingArchive archive) : PageTest(chromium), IClassFixture<WorkingArchive>
{
    private const int Rows = 4;
    private const int Low = 480;
    private const int High = 760;

    [Fact(Explicit = true)]
    public async Task Make_PicturesOfTheDocumentation()
    {
        _ = Directory.CreateDirectory(Repository.Images);
        await ShootAsync("page-empty", "/", new Look(), Low, page => page.MomentNote().GetByRole(AriaRole.Heading).WaitForAsync());
        await FillAsync();

        await ShootAsync("page-moments", "/?q=a+person", new Look(), Low, async page =>
        {
            await PicturesAsync(page);
            await page.Moments().Nth(1).HoverAsync();
            await page.Locator(".strip").WaitForAsync();
        });
        await ShootAsync("page-player", "/?q=climbing+up+a+ladder", new Look(Scheme: ColorScheme.Dark), High, async page =>
        {
            await page.Moments().First.ClickAsync();
            await page.PlaysFromAsync(10);
            await page.Locator("#found button").First.WaitForAsync();
            await page.Screen().EvaluateAsync("video => new Promise(resolve => { video.pause(); video.addEventListener('seeked', resolve, { once: true }); video.currentTime = 13; })");
        });
        await ShootAsync("page-videos", "/?view=videos", new Look(), Low, async page =>
        {
            await Expect(page.Rows().Nth(Rows)).ToBeVisibleAsync();
            await PicturesAsync(page);
        });
        await ShootAsync("page-nothing", "/?q=a+submarine+under+the+ice", new Look(Look.Tablet, ColorScheme.Dark), Low, PicturesAsync);
        await ShootAsync("page-phone", "/?q=a+person", new Look(Look.Phone, ColorScheme.Dark), High, PicturesAsync);
    }

    // What is in sight is loaded.
    private static Task PicturesAsync(IPage page) =>
        page.WaitForFunctionAsync("() => { const pictures = [...document.querySelectorAll('.frame img')].filter(each => each.getBoundingClientRect().top < innerHeight); return pictures.length > 0 && pictures.every(each => each.complete && each.naturalWidth > 0); }");

    // 128 colours are enough for flat pictures, and a third of the bytes.
    private static Task CompressAsync(byte[] picture, string path) => Ffmpeg.FeedAsync(
        picture, "-f", "png_pipe", "-i", "pipe:0", "-vf", "split[a][b];[a]palettegen=max_colors=128[p];[b][p]paletteuse=dither=none", "-compression_level", "9", "-pred", "none", path);

    private async Task ShootAsync(string name, string address, Look look, int height, Func<IPage, Task> ready)
    {
        var page = await OpenAsync(archive.Site, address, look);
        await ready(page);
        await CompressAsync(await page.ScreenshotAsync(new PageScreenshotOptions { Clip = new Clip { Width = look.Width, Height = Math.Min(height, page.ViewportSize!.Height) } }), Path.Combine(Repository.Images, $"{name}.png"));
        await page.CloseAsync();
    }

    private async Task FillAsync()
    {
        archive.Stop();
        var broken = archive.File("interview.mov");
        await File.WriteAllTextAsync(broken, "Not a film.", TestContext.Current.CancellationToken);
        var (_, output, error) = await MoteProcess.RunAsync(["index", .. Directory.GetFiles(Repository.Samples, "*.mp4").Order(), broken, .. ServedArchive.Places(archive.DataFolder), "--json"]);
        Assert.Contains("searchable", output + error, StringComparison.Ordinal);
        await archive.StartAgainAsync();
        using var client = new HttpClient { BaseAddress = archive.Site };
        _ = await client.GetStringAsync("/api/search?q=a+person", TestContext.Current.CancellationToken); // The model is warm when its time is shown.
    }
}
