using System.Globalization;

namespace MoTE.Indexing.Domain;

/// <summary>The place of a video in the list of its model. It stays the same whatever is added or removed around it.</summary>
/// <param name="ReceivedAt">When the video was received.</param>
/// <param name="Id">The video.</param>
public readonly record struct VideoPosition(DateTimeOffset ReceivedAt, VideoId Id)
{
    private const char Separator = '-';

    /// <summary>The place of a video.</summary>
    public static VideoPosition Of(Video video)
    {
        ArgumentNullException.ThrowIfNull(video);
        return new VideoPosition(video.ReceivedAt, video.Id);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not a place.</exception>
    public static VideoPosition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(Separator);
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks)
            || ticks < DateTimeOffset.MinValue.Ticks
            || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            throw new FormatException($"'{text}' is not a place in a list of videos.");
        }

        return new VideoPosition(new DateTimeOffset(ticks, TimeSpan.Zero), VideoId.Parse(parts[1]));
    }

    /// <summary>Hexadecimal digits and a hyphen: fit for an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ReceivedAt.UtcTicks:x}{Separator}{Id}");
}
