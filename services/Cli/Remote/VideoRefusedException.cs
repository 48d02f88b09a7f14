using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>A server does not take a video in.</summary>
/// <param name="videoId">The video; null while its bytes are not known.</param>
/// <param name="reason">Why, in one sentence.</param>
internal sealed class VideoRefusedException(string? videoId, string reason) : UserErrorException(reason)
{
    /// <summary>The video; null while its bytes are not known.</summary>
    public VideoId? VideoId { get; } = videoId is null ? null : Domain.VideoId.Parse(videoId);
}
