using System.Text.Json;
using System.Text.Json.Nodes;
using Elastic.Transport;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Brings what an entry says of its video into the video's segments.</summary>
internal sealed class SegmentDescriptions(ElasticsearchGateway gateway, IndexNames names)
{
    private const string Script = "ctx._source.putAll(params.description)";

    /// <summary>Describes every segment that a video has under a model.</summary>
    public async Task SpreadAsync(VideoDocument video, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["query"] = Clauses.Term("video_id", video.VideoId),
            ["script"] = new JsonObject
            {
                ["source"] = Script,
                ["params"] = new JsonObject { ["description"] = JsonSerializer.SerializeToNode(VideoDescription.Of(video), ElasticsearchJson.Options) },
            },
        };

        // A segment that somebody else is changing is being written with the entry as it is now.
        _ = await gateway.SendAsync(
            HttpMethod.POST, $"/{names.EveryIndex(video.ModelFingerprint)}/_update_by_query?conflicts=proceed&refresh=true", body, cancellationToken).ConfigureAwait(false);
    }
}
