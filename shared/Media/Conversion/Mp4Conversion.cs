namespace MoTE.Indexing.Media.Conversion;

/// <summary>How a video is made playable.</summary>
/// <param name="KeepsPicture">The video stream is copied as it is; otherwise it becomes H.264, 8 bit, 4:2:0.</param>
/// <param name="KeepsSound">The sound stream is copied as it is; otherwise it becomes AAC, stereo.</param>
public sealed record Mp4Conversion(bool KeepsPicture, bool KeepsSound)
{
    /// <summary>Both streams are made anew: right for whatever FFmpeg reads.</summary>
    public static Mp4Conversion Everything { get; } = new(KeepsPicture: false, KeepsSound: false);
}
