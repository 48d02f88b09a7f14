using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>Sends many short clips through real H.264 at the cost of two program starts: they are encoded as one video, a keyframe at each start.</summary>
public static class VideoRoundTrip
{
    /// <summary>Encodes and decodes clips.</summary>
    /// <param name="clips">Clips of at least one frame each; all frames have one size.</param>
    /// <param name="fps">Frames per second, above 0.</param>
    /// <param name="options">How to encode; its keyframes are replaced. The defaults when null.</param>
    /// <param name="cancellationToken">Kills FFmpeg.</param>
    /// <returns>The clips in the same order, with as many frames each, in the size that the options name.</returns>
    /// <exception cref="ArgumentException">There is no clip, a clip without a frame, or a frame of another size.</exception>
    /// <exception cref="UserErrorException">FFmpeg is missing or fails.</exception>
    public static async Task<IReadOnlyList<IReadOnlyList<RgbImage>>> RunAsync(
        IReadOnlyList<IReadOnlyList<RgbImage>> clips, double fps, VideoWriterOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clips);
        if (clips.Count == 0 || clips.Any(clip => clip.Count == 0)) throw new ArgumentException("Every clip needs at least one frame, and there must be one clip.", nameof(clips));
        var first = clips[0][0];
        var folder = Directory.CreateTempSubdirectory("mote-clips-");
        try
        {
            var path = Path.Combine(folder.FullName, "clips.mp4");
            var encoding = (options ?? new VideoWriterOptions()) with { KeyFrames = Starts(clips) };
            await VideoWriter.WriteAsync(path, first.Width, first.Height, fps, clips.SelectMany(clip => clip), encoding, cancellationToken).ConfigureAwait(false);
            var decoder = new FrameDecoder(new MediaOptions { DecoderThreads = 1 });
            var frames = await decoder.DecodeAllAsync(path, cancellationToken).ConfigureAwait(false);
            var expected = clips.Sum(clip => clip.Count);
            if (frames.Count != expected) throw new UserErrorException($"FFmpeg was given {expected} frames to encode, but {frames.Count} came back.");
            return Divide(frames, clips);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<int> Starts(IReadOnlyList<IReadOnlyList<RgbImage>> clips)
    {
        var starts = new List<int>(clips.Count);
        var next = 0;
        foreach (var clip in clips)
        {
            starts.Add(next);
            next += clip.Count;
        }

        return starts;
    }

    private static List<IReadOnlyList<RgbImage>> Divide(IReadOnlyList<VideoFrame> frames, IReadOnlyList<IReadOnlyList<RgbImage>> clips)
    {
        var divided = new List<IReadOnlyList<RgbImage>>(clips.Count);
        var next = 0;
        foreach (var clip in clips)
        {
            divided.Add([.. Enumerable.Range(next, clip.Count).Select(number => frames[number].Image)]);
            next += clip.Count;
        }

        return divided;
    }
}
