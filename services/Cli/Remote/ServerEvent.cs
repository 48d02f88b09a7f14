using System.Net.ServerSentEvents;
using System.Text.Json;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>What a server tells.</summary>
internal abstract record ServerEvent
{
    /// <summary>Reads an event of the stream; null for one that says nothing.</summary>
    public static ServerEvent? Read(SseItem<string> item) => item.EventType switch
    {
        "ingest" => JsonSerializer.Deserialize<RequestTold>(item.Data, ServerJson.Options),
        "video" => JsonSerializer.Deserialize<VideoAnswer>(item.Data, ServerJson.Options) is { } video ? new VideoTold(video) : null,
        "deleted" => JsonSerializer.Deserialize<DeletionTold>(item.Data, ServerJson.Options),
        _ => null,
    };
}

/// <summary>What became of a request.</summary>
/// <param name="RequestId">Its number.</param>
/// <param name="VideoId">The video; null while its bytes are not known.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why it was rejected; null otherwise.</param>
internal sealed record RequestTold(Guid RequestId, string? VideoId, VideoState State, string? Reason) : ServerEvent;

/// <summary>A video's state changed.</summary>
/// <param name="Video">The video as it is.</param>
internal sealed record VideoTold(VideoAnswer Video) : ServerEvent;

/// <summary>A video is gone.</summary>
/// <param name="VideoId">The video.</param>
internal sealed record DeletionTold(string VideoId) : ServerEvent;

/// <summary>The server was away, and what it told meanwhile was missed.</summary>
internal sealed record ServerBack : ServerEvent;
