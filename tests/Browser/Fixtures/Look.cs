using Microsoft.Playwright;

namespace MoTE.Indexing.Browser.Tests.Fixtures;

/// <summary>How someone looks at the page.</summary>
/// <param name="Width">Width of the window in CSS pixels.</param>
/// <param name="Scheme">What the system prefers.</param>
/// <param name="Motion">What the system prefers.</param>
public sealed record Look(int Width = Look.Desk, ColorScheme Scheme = ColorScheme.Light, ReducedMotion Motion = ReducedMotion.NoPreference)
{
    public const int Desk = 1280;
    public const int Tablet = 768;
    public const int Phone = 360;

    private const int DeskHeight = 800;
    private const int PhoneHeight = 740;

    /// <summary>As the browser wants it.</summary>
    public BrowserNewContextOptions Options(Uri site) => new()
    {
        BaseURL = site.AbsoluteUri,
        ViewportSize = new ViewportSize { Width = Width, Height = Width == Phone ? PhoneHeight : DeskHeight },
        ColorScheme = Scheme,
        ReducedMotion = Motion,
        HasTouch = Width == Phone,
        Locale = "en-GB",
        TimezoneId = "Europe/Zurich",
    };
}
