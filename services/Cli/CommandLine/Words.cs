using System.Globalization;

namespace MoTE.Indexing.Cli.CommandLine;

/// <summary>How times and counts read for people.</summary>
internal static class Words
{
    private static readonly string[] TimeFormats = [@"m\:ss", @"mm\:ss", @"h\:mm\:ss", @"hh\:mm\:ss", @"m\:ss\.FFF", @"mm\:ss\.FFF", @"h\:mm\:ss\.FFF", @"hh\:mm\:ss\.FFF"];

    /// <summary>2:05 or 1:02:05; tenths below a minute.</summary>
    public static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}.{time.Milliseconds / 100}");

    /// <summary>A time as people write it: seconds, M:SS or H:MM:SS, each with or without a fraction; null for anything else.</summary>
    public static TimeSpan? Time(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < TimeSpan.MaxValue.TotalSeconds)
            return TimeSpan.FromSeconds(seconds);
        return TimeSpan.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, out var time) ? time : null;
    }

    /// <summary>The last part of a path or address.</summary>
    public static string NameOf(string source) => Path.GetFileName(Uri.TryCreate(source, UriKind.Absolute, out var address) && !address.IsFile ? address.AbsolutePath : source) is { Length: > 0 } name
        ? name
        : source;

    /// <summary>1 segment, 2 segments.</summary>
    public static string Count(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
