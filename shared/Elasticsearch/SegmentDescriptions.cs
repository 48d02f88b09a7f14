using System.Text.Json;
using System.Text.Json.Nodes;
using Elastic.Transport;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Brings what an entry says of its video into the video's segments.</summary>
internal sealed class SegmentDescriptions(ElasticsearchGateway gateway, IndexNames names, VideoEntries entries, TimeProvider clock)
{
    private const int Rounds = 20;

    /// <summary>Describes every segment that a video has under a model as its entry says, whoever else does the same meanwhile.</summary>
    /// <exception cref="StoreUnavailableException">Others change the entry or the segments without a pause.</exception>
    public async Task SpreadAsync(VideoDocument video, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds; round++)
        {
            // A segment that somebody else changed in between is not touched, and whoever was slower may have written an older description.
            var conflicts = await WriteAsync(video, cancellationToken).ConfigureAwait(false);
            var now = await entries.FindAsync(VideoId.Parse(video.VideoId), video.ModelFingerprint, cancellationToken).ConfigureAwait(false);
            if (now is null || (conflicts == 0 && VideoDescription.Of(now).SameAs(VideoDescription.Of(video))))
                return;
            video = now;
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 20 * (round + 1))), clock, cancellationToken).ConfigureAwait(false);
        }

        throw new StoreUnavailableException($"The segments of video {video.VideoId} in Elasticsearch are changed by others without a pause: try again.");
    }

    private async Task<long> WriteAsync(VideoDocument video, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["query"] = Clauses.Term("video_id", video.VideoId),
            ["script"] = new JsonObject
            {
                ["source"] = IndexDefinition.DescribeScript,
                ["params"] = new JsonObject { ["description"] = JsonSerializer.SerializeToNode(VideoDescription.Of(video), ElasticsearchJson.Options) },
            },
        };
        var answer = await gateway.SendAsync(
            HttpMethod.POST, $"/{names.EveryIndex(video.ModelFingerprint)}/_update_by_query?conflicts=proceed&refresh=true", body, cancellationToken).ConfigureAwait(false);
        return answer.IsMissing ? 0 : answer.Read<Update>().VersionConflicts;
    }

    private sealed record Update(long VersionConflicts);
}
