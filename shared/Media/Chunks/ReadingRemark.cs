using System.Globalization;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>Says in one sentence what is wrong with a video that was read nevertheless.</summary>
internal static class ReadingRemark
{
    // What headers claim is seldom exact.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    /// <summary>The sentence; null when all is well.</summary>
    /// <param name="plan">What headers and packets promised.</param>
    /// <param name="frames">Frames that decoded.</param>
    /// <param name="end">When the last of them ends.</param>
    /// <param name="complained">Whether FFmpeg complained while it decoded.</param>
    /// <param name="fellBack">Whether a place was not found again by seeking.</param>
    public static string? Of(ChunkPlan plan, int frames, TimeSpan end, bool complained, bool fellBack)
    {
        var missing = Missing(plan, frames, end, complained);
        if (!fellBack) return missing is null ? null : $"{missing}.";
        const string Whole = "a place in it is not found again by seeking, so the rest was read in one piece";
        return missing is null ? $"{char.ToUpperInvariant(Whole[0])}{Whole[1..]}." : $"{missing}, and {Whole}.";
    }

    private static string? Missing(ChunkPlan plan, int frames, TimeSpan end, bool complained)
    {
        var (info, timeline) = (plan.Info, plan.Timeline);
        var frame = TimeSpan.FromSeconds(2 / Math.Clamp(info.FrameRate ?? 25, 0.1, 1000));
        var packetsMiss = timeline.End - end > (frame > Slack / 2 ? frame : Slack / 2);
        var claim = timeline.Complaint is not null && info.Duration is { } duration && duration > timeline.End + Slack ? duration : timeline.End;
        if (packetsMiss || claim > timeline.End) return $"Only the first {Length(end)} of {Length(claim)} decode";
        var lost = timeline.FrameTimes.Count - frames;
        if (lost <= 0 || !complained) return null;    // packets without a picture are common where nothing is wrong
        return string.Create(CultureInfo.InvariantCulture, $"{lost} of {timeline.FrameTimes.Count} frames {(lost == 1 ? "does" : "do")} not decode");
    }

    private static string Length(TimeSpan time) => time.TotalMinutes < 1
        ? time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s"
        : time.ToString(time.TotalHours < 1 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);
}
