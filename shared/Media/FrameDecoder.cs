using System.Runtime.CompilerServices;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Media;

/// <summary>Decodes videos with FFmpeg: once, upright, in presentation order, and only the wanted frames leave FFmpeg. Safe to share between threads.</summary>
public sealed class FrameDecoder
{
    private readonly MediaOptions _options;

    /// <summary>Creates a decoder.</summary>
    /// <param name="options">Bounds; the defaults when left out.</param>
    public FrameDecoder(MediaOptions? options = null) => _options = options ?? new MediaOptions();

    /// <summary>Decodes frames of a video; a partly broken file as far as it goes, so numbers beyond its last frame never come.</summary>
    /// <param name="path">The file.</param>
    /// <param name="info">What <see cref="MediaProbe"/> said of it.</param>
    /// <param name="request">Which frames, and how large.</param>
    /// <param name="cancellationToken">Kills FFmpeg and all it started; so does leaving the loop.</param>
    /// <returns>Frames in presentation order. FFmpeg waits while <see cref="MediaOptions.FramesAhead"/> frames are unread.</returns>
    /// <exception cref="UserErrorException">No frame decodes, or a bound is reached; one sentence says why.</exception>
    public async IAsyncEnumerable<VideoFrame> DecodeAsync(
        string path, VideoStreamInfo info, DecodeRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = await OpenAsync(path, info, request, cancellationToken).ConfigureAwait(false);
        await foreach (var frame in reading.ReadAsync(cancellationToken).ConfigureAwait(false)) yield return frame;
    }

    /// <summary>Decodes a short clip whole, with one program start and without probing: the way for thousands of tiny clips.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Kills FFmpeg.</param>
    /// <returns>All frames in presentation order, upright, at the size of the first.</returns>
    /// <exception cref="UserErrorException">It is not a video, no frame decodes, or it is larger than <see cref="MediaOptions.MaxClipBytes"/>.</exception>
    public async Task<IReadOnlyList<VideoFrame>> DecodeAllAsync(string path, CancellationToken cancellationToken)
    {
        FfmpegArguments.CheckFile(path);
        var tools = await FfmpegLocator.FindAsync(_options, cancellationToken).ConfigureAwait(false);
        return await ClipReading.ReadAsync(path, _options, tools, cancellationToken).ConfigureAwait(false);
    }

    internal async Task<FrameReading> OpenAsync(
        string path, VideoStreamInfo info, DecodeRequest request, CancellationToken cancellationToken, PicturePool? pool = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(request);
        FfmpegArguments.CheckFile(path);
        var tools = await FfmpegLocator.FindAsync(_options, cancellationToken).ConfigureAwait(false);
        return new FrameReading(path, info, request, _options, tools, pool);
    }
}
