using System.Runtime.InteropServices;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Where a segment lies in its video, 40 bytes, as it is stored.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct SegmentPlace(long Number, long StartMs, long EndMs, long FirstFrame, long LastFrame)
{
    public static SegmentPlace Of(Segment segment) => new(
        segment.Number, (long)segment.Start.TotalMilliseconds, (long)segment.End.TotalMilliseconds, segment.FirstFrame, segment.LastFrame);

    public Segment In(VideoId video) => new(
        video, checked((int)Number), TimeSpan.FromMilliseconds(StartMs), TimeSpan.FromMilliseconds(EndMs), FirstFrame, LastFrame);
}
