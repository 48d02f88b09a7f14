using MoTE.Indexing.Media.Shots;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>How many pictures are held while a shot's end is not known.</summary>
/// <param name="HeldEvery">Of so many frames one picture is held: 1 unless there are hundreds of frames a second.</param>
/// <param name="PartCapacity">Most pictures of a part of a shot; 0 holds none at all.</param>
internal sealed record PictureLimits(int HeldEvery, int PartCapacity)
{
    // A part is full three times: two parts of a shot, and the frames that are not decided yet.
    private const int Parts = 3;

    // Frames that are not decided are counted by their packets; there is some room for frames that come at other times.
    private const int Surplus = 4;

    /// <summary>No picture at all.</summary>
    public static PictureLimits None { get; } = new(1, 0);

    /// <summary>The limits for a video.</summary>
    /// <param name="options">What may be held.</param>
    /// <param name="timeline">When frames are shown.</param>
    /// <param name="pictureBytes">Bytes of one picture.</param>
    public static PictureLimits For(ChunkOptions options, VideoTimeline timeline, long pictureBytes)
    {
        var capacity = (int)Math.Clamp(options.MaxHeldBytes / Parts / pictureBytes, 2, options.MaxHeldFrames / 2) / 2 * 2;
        var undecided = MostWithin(timeline.FrameTimes, ShotDetector.LookAhead);
        return new PictureLimits(Math.Max(1, (undecided + capacity - 1) / capacity), capacity);
    }

    /// <summary>Most pictures of frames that are not decided yet.</summary>
    public int MostUndecided => Surplus * PartCapacity;

    /// <summary>Whether the picture of a frame is held.</summary>
    public bool Holds(int number) => PartCapacity > 0 && number % HeldEvery == 0;

    private static int MostWithin(IReadOnlyList<TimeSpan> times, TimeSpan length)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < times.Count; last++)
        {
            while (times[last] - times[first] > length) first++;
            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
