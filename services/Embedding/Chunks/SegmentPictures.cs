using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media;
using MoTE.Indexing.Media.Pictures;

namespace MoTE.Indexing.Embedding.Chunks;

/// <summary>Keeps pictures of segments for people: one to look at, and a strip of the view to see it move.</summary>
internal sealed class SegmentPictures(IArtifactStore artifacts, IOptions<EmbeddingOptions> options)
{
    private readonly EmbeddingOptions _options = options.Value;

    /// <summary>Writes both pictures of a segment.</summary>
    public async Task WriteAsync(VideoId id, string modelFingerprint, VideoStreamInfo info, int segment, IReadOnlyList<RgbImage> view, CancellationToken cancellationToken)
    {
        var thumbnail = JpegPicture.Write([view[view.Count / 2]], PictureSize.Of(info, _options.ThumbnailSide), _options.PictureQuality);
        await artifacts.PutAsync(id, ArtifactNames.Thumbnail(modelFingerprint, segment), thumbnail, cancellationToken);
        var preview = JpegPicture.Write(view, PictureSize.Of(info, _options.PreviewSide), _options.PictureQuality);
        await artifacts.PutAsync(id, ArtifactNames.Preview(modelFingerprint, segment), preview, cancellationToken);
    }
}
