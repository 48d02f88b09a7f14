using MoTE.Indexing.Media.Shots;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>How many pictures are held while a shot's end is not known.</summary>
/// <param name="HeldEvery">Of so many frames one picture is held: 1 unless there are hundreds of frames a second.</param>
/// <param name="PartCapacity">Most pictures of a part of a shot; 0 holds none at all.</param>
internal sealed record PictureLimits(int HeldEvery, int PartCapacity)
{
    // A part is full three times: two parts of a shot, and the frames that are not decided yet.
    private const int Parts = 3;

    // Frames that are not decided are counted by their packets; a file whose frames come at other times is stopped here.
    private const int MostSurplus = 4;

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

    /// <summary>Whether the picture of a frame is held.</summary>
    /// <param name="number">The frame.</param>
    /// <param name="undecided">Pictures that are held of frames that are not decided yet.</param>
    public bool Holds(int number, int undecided) => number % HeldEvery == 0 && undecided < MostSurplus * PartCapacity;

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
