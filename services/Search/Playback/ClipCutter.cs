using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Conversion;

namespace MoTE.Indexing.Search.Playback;

/// <summary>Cuts clips out of videos. Each is made for the one who asks for it and not kept.</summary>
internal sealed class ClipCutter(IVideoStore store, Mp4Converter converter, IOptions<PlaybackOptions> options)
{
    // Parts that a killed process left are removed when the next one starts.
    private const string Extension = ".part";

    /// <summary>Cuts one.</summary>
    /// <param name="id">The video.</param>
    /// <param name="start">Its first frame is the one that plays then.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="cancellationToken">Kills FFmpeg.</param>
    /// <returns>An MP4 file, which is gone when it is disposed.</returns>
    /// <exception cref="UserErrorException">FFmpeg cannot make it, or there is no room for it.</exception>
    public async Task<Stream> CutAsync(VideoId id, TimeSpan start, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var file = await store.OpenAsync(id, cancellationToken);
        var path = Path.Combine(MakeFolder(), $"{Guid.NewGuid():n}{Extension}");
        await converter.CutAsync(file.Path, path, start, length, cancellationToken);
        return new FileStream(path, new FileStreamOptions { Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
    }

    private string MakeFolder()
    {
        try
        {
            return Directory.CreateDirectory(options.Value.Folder).FullName;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("Clips cannot be made, because the folder for converted videos cannot be made: look into the log for the reason.", cause);
        }
    }
}
