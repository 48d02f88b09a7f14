using System.Globalization;

namespace MoTE.Indexing.Search.Export;

/// <summary>Frames per second of a timeline that moments are cut into.</summary>
public sealed record EditRate
{
    private readonly double _framesPerSecond;
    private readonly long _framesPerCountedSecond;

    private EditRate(string name, double framesPerSecond) =>
        (Name, _framesPerSecond, _framesPerCountedSecond) = (name, framesPerSecond, (long)Math.Ceiling(framesPerSecond));

    /// <summary>Every rate, by the name that editors know it under.</summary>
    public static IReadOnlyList<EditRate> All { get; } =
    [
        new("23.976", 24000.0 / 1001), new("24", 24), new("25", 25), new("29.97", 30000.0 / 1001), new("30", 30), new("50", 50), new("59.94", 60000.0 / 1001), new("60", 60),
    ];

    /// <summary>25 frames a second.</summary>
    public static EditRate Default { get; } = All.Single(rate => rate.Name == "25");

    /// <summary>Such as <c>25</c> or <c>29.97</c>.</summary>
    public string Name { get; }

    /// <summary>The rate of a name; null when there is none.</summary>
    public static EditRate? Find(string name) => All.FirstOrDefault(rate => rate.Name == name);

    /// <summary>The frame that is nearest to a time.</summary>
    public long FrameAt(TimeSpan time) => (long)Math.Round(time.TotalSeconds * _framesPerSecond);

    /// <summary>Non-drop-frame timecode: hours, minutes, seconds and frames, of which no number is left out.</summary>
    public string Timecode(long frame)
    {
        var seconds = frame / _framesPerCountedSecond;
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}:{frame % _framesPerCountedSecond:00}");
    }

    /// <summary>Frames that an hour of timecode counts.</summary>
    public long FramesOfAnHour => 3600 * _framesPerCountedSecond;
}
