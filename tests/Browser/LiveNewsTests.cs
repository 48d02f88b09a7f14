using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed class LiveNewsTests(Chromium chromium, SampleArchive archive) : PageTest(chromium)
{
    [Fact]
    public async Task Hide_Window_LetsTheConnectionGoUntilItIsSeenAgain()
    {
        var page = await WindowAsync(archive.Site);
        var isListening = new TaskCompletionSource();
        var isOver = new TaskCompletionSource();
        var isListeningAgain = new TaskCompletionSource();
        page.Request += (_, request) =>
        {
            if (IsEvents(request.Url) && !isListening.TrySetResult())
                isListeningAgain.TrySetResult();
        };
        page.RequestFailed += (_, request) => Note(isOver, request.Url);
        page.RequestFinished += (_, request) => Note(isOver, request.Url);
        await page.GotoAsync("/");
        await isListening.Task;

        await SetHiddenAsync(page, true);
        await isOver.Task;
        await SetHiddenAsync(page, false);

        await isListeningAgain.Task;
    }

    private static void Note(TaskCompletionSource source, string url)
    {
        if (IsEvents(url))
            source.TrySetResult();
    }

    private static bool IsEvents(string url) => url.EndsWith("/api/events", StringComparison.Ordinal);

    private static async Task SetHiddenAsync(Microsoft.Playwright.IPage page, bool hidden) => await page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", hidden);
}
