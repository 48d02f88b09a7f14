using Microsoft.Playwright;

namespace MoTE.Indexing.Browser.Tests.Fixtures;

/// <summary>The Chromium of this machine: <c>MOTE_CHROMIUM</c>, or the first that the path has. With <c>MOTE_REQUIRE_SERVERS=1</c> a missing one is a failure, not a skip.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>How long a condition may take on a slow machine, in milliseconds.</summary>
    public const float PatienceMs = 60_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why there is none; null when there is one.</summary>
    public string? Missing { get; private set; }

    /// <summary>The browser.</summary>
    public IBrowser Browser => _browser ?? throw new InvalidOperationException(Missing);

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
        {
            Missing = "Chromium is not installed: apt-get install chromium, or name it in MOTE_CHROMIUM.";
            if (Environment.GetEnvironmentVariable("MOTE_REQUIRE_SERVERS") == "1")
                throw new InvalidOperationException(Missing);
            return;
        }

        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [],
            Timeout = PatienceMs,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MOTE_CHROMIUM") is { Length: > 0 } named)
            return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
