namespace MoTE.Indexing.Media;

/// <summary>Which frames are wanted of a video, and how large.</summary>
public sealed record DecodeRequest
{
    /// <summary>Numbers of the wanted frames, from 0 in presentation order, in any order; null for all. Only these leave FFmpeg.</summary>
    public IReadOnlyCollection<int>? Numbers { get; init; }

    /// <summary>FFmpeg scales frames down until the short side has this many pixels; null, or a frame that is smaller: as they are.</summary>
    public int? ShortSide { get; init; }

    /// <summary>Stretches frames whose pixels are not square. The published model reads them as stored, so the default is false.</summary>
    public bool SquarePixels { get; init; }

    /// <summary>Decodes from the last keyframe before this time on, so that numbers count from there; null for the start.</summary>
    internal TimeSpan? SeekTo { get; init; }

    /// <summary>Takes time stamps as they are in the file, so that they are the same wherever decoding begins; otherwise FFmpeg closes gaps.</summary>
    internal bool KeepTimes { get; init; }

    /// <summary>Ends without a frame instead of failing when none decodes.</summary>
    internal bool MayBeEmpty { get; init; }
}
