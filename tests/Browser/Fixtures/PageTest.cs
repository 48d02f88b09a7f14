using Microsoft.Playwright;

namespace MoTE.Indexing.Browser.Tests.Fixtures;

/// <summary>A test in a browser of its own: nothing stored, and every complaint of the browser fails it.</summary>
public abstract class PageTest(Chromium chromium) : IAsyncLifetime
{
    private readonly List<IBrowserContext> _contexts = [];
    private readonly List<string> _complaints = [];

    /// <summary>Whether the test makes requests fail on purpose; what the browser says about failed requests is expected then.</summary>
    protected bool RequestsMayFail { get; set; }

    public virtual ValueTask InitializeAsync()
    {
        Assert.SkipWhen(chromium.Missing is not null, chromium.Missing ?? "");
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
            await context.DisposeAsync();
        GC.SuppressFinalize(this);
        Assert.Empty(_complaints);
    }

    /// <summary>Makes a window; nothing is shown in it yet.</summary>
    protected async Task<IPage> WindowAsync(Uri site, Look? look = null)
    {
        var context = await chromium.Browser.NewContextAsync((look ?? new Look()).Options(site));
        context.SetDefaultTimeout(Chromium.PatienceMs);
        _contexts.Add(context);
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(RequestsMayFail && message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)))
                _complaints.Add($"{message.Type}: {message.Text} ({message.Location})");
        };
        context.WebError += (_, error) => _complaints.Add(error.Error);
        context.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not ("data" or "blob") } address && address.Authority != site.Authority)
                _complaints.Add($"asked another host: {request.Url}");
        };
        return await context.NewPageAsync();
    }

    /// <summary>Opens an address of the page.</summary>
    protected async Task<IPage> OpenAsync(Uri site, string address = "/", Look? look = null)
    {
        var page = await WindowAsync(site, look);
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>What must become true of an element.</summary>
    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    /// <summary>What must become true of a page.</summary>
    protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);
}
