using System.Text.Json;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Tests.Fixtures;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class VideosEndpointsTests
{
    [Fact]
    public async Task Get_Video_TellsAllOfItAndNoPath()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddVideoAsync(1, segments: 3, video => video with
        {
            Sources = ["/home/a person/holiday films/beach.mp4", "https://someone:secret@example.org/beach.mp4"],
            Remark = "beach.mp4 does not decode after 9.5 s.",
            Format = new VideoFormat(640, 360, "mov,mp4,m4a,3gp,3g2,mj2", "h264", "yuv420p", "aac"),
            Tags = new Dictionary<string, string> { ["place"] = "Jūrmala" },
        });

        var answer = await site.JsonAsync($"/api/videos/{video.Id}");

        Assert.Equal(
            ["videoId", "title", "collection", "tags", "state", "reason", "remark", "durationMs", "width", "height", "sizeBytes", "chunksDone", "chunksTotal", "segments", "receivedAt", "searchableAt", "sources", "thumbnail"],
            answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal("beach.mp4 does not decode after 9.5 s.", answer.GetProperty("remark").GetString());
        Assert.Equal(["beach.mp4", "https://example.org/beach.mp4"], Texts(answer.GetProperty("sources")));
        Assert.Equal("searchable", answer.GetProperty("state").GetString());
        Assert.Equal("Jūrmala", answer.GetProperty("tags").GetProperty("place").GetString());
        Assert.Equal((640, 360, 3), (answer.GetProperty("width").GetInt32(), answer.GetProperty("height").GetInt32(), answer.GetProperty("segments").GetInt32()));
        Assert.Equal($"/api/videos/{video.Id}/thumbnails/0?v={Site.Bundle.Fingerprint[..12]}", answer.GetProperty("thumbnail").GetString());
    }

    [Fact]
    public async Task Get_UnknownVideo_Is404WithASentence()
    {
        await using var site = await Site.StartAsync();
        var id = Examples.Id(77).Value;

        Assert.Equal((404, $"There is no video {id} here."), await site.ProblemAsync($"/api/videos/{id}"));
        Assert.Equal((404, "There is no video beach here."), await site.ProblemAsync("/api/videos/beach"));
    }

    [Fact]
    public async Task List_PageByPage_ShowsEachVideoOnceLatestFirst()
    {
        await using var site = await Site.StartAsync();
        for (var number = 1; number <= 5; number++)
            _ = await site.AddVideoAsync(number);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await site.JsonAsync($"/api/videos?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.GetProperty("videos").EnumerateArray().Select(video => video.GetProperty("title").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        Assert.Equal(["video 5", "video 4", "video 3", "video 2", "video 1"], seen);
    }

    [Fact]
    public async Task List_Filtered_ShowsWhatFits()
    {
        await using var site = await Site.StartAsync();
        _ = await site.AddVideoAsync(1, change: video => video with { Collection = "trips", Title = "Beach" });
        _ = await site.AddVideoAsync(2, change: video => video with { Collection = "trips", Title = "Forest" });
        _ = await site.AddVideoAsync(3, change: video => video with { Title = "Beach", State = VideoState.Rejected, Reason = "beach.mp4 is empty (0 bytes)." });

        Assert.Equal(["Forest", "Beach"], Titles(await site.JsonAsync("/api/videos?collection=trips")));
        Assert.Equal(["Beach"], Titles(await site.JsonAsync("/api/videos?collection=trips&title=bEa")));
        var rejected = Assert.Single((await site.JsonAsync("/api/videos?state=rejected")).GetProperty("videos").EnumerateArray());
        Assert.Equal("beach.mp4 is empty (0 bytes).", rejected.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task ListSegments_Video_ShowsHowItIsCut()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddVideoAsync(1, segments: 2);

        var segments = (await site.JsonAsync($"/api/videos/{video.Id}/segments")).GetProperty("segments").EnumerateArray().ToList();

        Assert.Equal([(0, 0L, 10_000L), (1, 10_000L, 20_000L)], segments.Select(segment => (
            segment.GetProperty("number").GetInt32(), segment.GetProperty("startMs").GetInt64(), segment.GetProperty("endMs").GetInt64())));
        Assert.EndsWith($"/previews/1?v={Site.Bundle.Fingerprint[..12]}", segments[1].GetProperty("preview").GetString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Texts(JsonElement array) => array.EnumerateArray().Select(text => text.GetString());

    private static IEnumerable<string?> Titles(JsonElement page) => page.GetProperty("videos").EnumerateArray().Select(video => video.GetProperty("title").GetString());
}
