using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Testing.Ports;

/// <summary>Videos and filters that tell near misses from hits.</summary>
public static class FilterExamples
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<Video> Videos { get; } =
    [
        Make(1, "Harbour of Ålesund", "news", 10_000, Noon, ("place", "Ålesund")),
        Make(2, "HARBOUR OF ÅLESUND AT NIGHT", "News", 10_001, Noon.AddTicks(1), ("place", "ålesund")),
        Make(3, "Метро Москвы", "news", 0, Noon.AddDays(-1), ("город", "Москва"), ("empty", "")),
        Make(4, "100% pure_gold", "sport", 3_600_000, Noon.AddDays(1), ("it's \"quoted\"", "a\\b/c"), ("place", "Oslo")),
        Make(5, "Straße 😀", "sport", 9_999, Noon.AddYears(-20), ("$.place", "x"), ("place", "")),
        Make(6, "1000 pureXgold", Video.DefaultCollection, 10_000, Noon.ToOffset(TimeSpan.FromHours(9))),
    ];

    public static IReadOnlyList<VideoFilter> Filters { get; } =
    [
        VideoFilter.None,
        new() { Id = Examples.Id(2) },
        new() { Id = Examples.Id(99) },
        new() { Id = Examples.Id(4), Collection = "sport", TitleContains = "gold" },
        new() { Id = Examples.Id(4), Collection = "news" },
        new() { Collection = "news" },
        new() { Collection = "" },
        new() { TitleContains = "" },
        new() { TitleContains = "åLESUND" },
        new() { TitleContains = "москв" },
        new() { TitleContains = "0%" },
        new() { TitleContains = "pure_g" },
        new() { TitleContains = "STRASSE" },
        new() { TitleContains = "STRAßE 😀" },
        new() { TitleContains = "'; DROP TABLE video; --" },
        Tagged(("place", "Ålesund")),
        Tagged(("Place", "Ålesund")),
        Tagged(("place", "")),
        Tagged(("empty", "")),
        Tagged(("город", "Москва"), ("empty", "")),
        Tagged(("город", "Москва"), ("place", "Oslo")),
        Tagged(("it's \"quoted\"", "a\\b/c")),
        Tagged(("$.place", "x")),
        new() { ReceivedFrom = Noon },
        new() { ReceivedFrom = Noon.AddTicks(1) },
        new() { ReceivedBefore = Noon },
        new() { ReceivedFrom = Noon.ToOffset(TimeSpan.FromHours(-5)), ReceivedBefore = Noon.AddTicks(1) },
        new() { ShortestDuration = TimeSpan.FromSeconds(10) },
        new() { ShortestDuration = TimeSpan.FromSeconds(10) + TimeSpan.FromTicks(1) },
        new() { LongestDuration = TimeSpan.FromSeconds(10) },
        new() { LongestDuration = TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1) },
        new() { LongestDuration = TimeSpan.MaxValue, ShortestDuration = TimeSpan.Zero },
        new() { Collection = "sport", TitleContains = "gold", ReceivedFrom = Noon, ShortestDuration = TimeSpan.FromHours(1), Tags = new Dictionary<string, string> { ["place"] = "Oslo" } },
    ];

    private static VideoFilter Tagged(params (string Name, string Value)[] tags) => new() { Tags = tags.ToDictionary(tag => tag.Name, tag => tag.Value) };

    private static Video Make(int number, string title, string collection, int milliseconds, DateTimeOffset received, params (string Name, string Value)[] tags) =>
        Examples.Video(number) with
        {
            Title = title,
            Collection = collection,
            Duration = TimeSpan.FromMilliseconds(milliseconds),
            ReceivedAt = received,
            Tags = tags.ToDictionary(tag => tag.Name, tag => tag.Value),
        };
}
