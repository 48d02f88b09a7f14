using System.Text.Json;
using Microsoft.Playwright;

namespace MoTE.Indexing.Browser.Tests.Fixtures;

/// <summary>Videos in states that pass too quickly to be looked at, as the server would list them.</summary>
internal static class StandIns
{
    public const string Reason = "No frame of it decodes: the file may be cut off or encrypted.";
    public const string Remark = "Only the first 3 of 4 seconds decode; the rest was left out.";

    /// <summary>Answers a request for the list of videos.</summary>
    public static Task FulfillAsync(IRoute route) => route.FulfillAsync(new RouteFulfillOptions
    {
        ContentType = "application/json",
        Body = JsonSerializer.Serialize(new
        {
            videos = new[]
            {
                Video("waiting", "received", durationMs: 0),
                Video("half way", "embedding", chunksDone: 3, chunksTotal: 9, durationMs: 1_080_000),
                Video("broken", "rejected", reason: Reason, durationMs: 0),
                Video("partly", "searchable", remark: Remark, chunksDone: 1, chunksTotal: 1),
            },
            next = (string?)null,
        }),
    });

    private static object Video(string title, string state, string? reason = null, string? remark = null, int chunksDone = 0, int chunksTotal = 0, int durationMs = 4000) => new
    {
        videoId = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(title))),
        title,
        collection = "default",
        tags = new Dictionary<string, string>(),
        state,
        reason,
        remark,
        durationMs,
        width = 1920,
        height = 1080,
        sizeBytes = 123_456_789,
        chunksDone,
        chunksTotal,
        segments = chunksDone,
        receivedAt = "2026-01-02T03:04:05Z",
        searchableAt = (string?)null,
        sources = new[] { $"{title}.mov" },
        thumbnail = (string?)null,
    };
}
