using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media;
using MoTE.Indexing.Search.Playback;
using MoTE.Indexing.Search.Tests.Fixtures;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class ClipEndpointTests
{
    private static readonly VideoFormat Format = new(96, 64, "matroska,webm", "h264", "yuv420p", "aac");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Part_IsAFileOfThatLengthWithSoundAndNothingIsKept()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddFileAsync("beach.mkv", Format, ["-f", "lavfi", "-i", "sine=duration=2", .. Clips.Picture, "-c:a", "aac"]);

        using var answer = await site.SendAsync(HttpMethod.Get, $"/api/videos/{video.Id}/clip?startMs=520&endMs=1520");

        Assert.Equal((HttpStatusCode.OK, "video/mp4"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("video 1 0.00.520-0.01.520.mp4", answer.Content.Headers.ContentDisposition?.FileNameStar);
        await File.WriteAllBytesAsync(site.File("clip.mp4"), await answer.Content.ReadAsByteArrayAsync(Token), Token);
        var clip = await new MediaProbe().ProbeAsync(site.File("clip.mp4"), Token);
        Assert.Equal(("h264", "aac", 25L), (clip.Codec, clip.AudioCodec, clip.ClaimedFrames));
        Assert.Empty(Directory.GetFiles(site.Layout.Playback));
    }

    [Theory]
    [InlineData("", 400, "startMs is missing: give where the clip starts, in milliseconds.")]
    [InlineData("startMs=0", 400, "endMs is missing: give where the clip ends, in milliseconds.")]
    [InlineData("startMs=1000&endMs=1000", 400, "endMs lies behind startMs.")]
    [InlineData("startMs=-1&endMs=1000", 400, "startMs is a whole number of milliseconds, 0 or more.")]
    [InlineData("startMs=a&endMs=1000", 400, "startMs cannot be \"a\".")]
    [InlineData("startMs=2000&endMs=3000", 422, "'video 1' is 2 seconds long: the clip would start behind its end.")]
    [InlineData("startMs=0&endMs=5001", 422, "A clip is at most 5 seconds long.")]
    public async Task Get_PartThatIsNone_SaysWhatItMustBe(string part, int status, string sentence)
    {
        await using var site = await Site.StartAsync(services => services.Configure<PlaybackOptions>(options => options.LongestClip = TimeSpan.FromSeconds(5)));
        var video = await site.AddFileAsync("a.mkv", Format, Clips.Picture);

        Assert.Equal((status, sentence), await site.ProblemAsync($"/api/videos/{video.Id}/clip?{part}"));
    }

    [Fact]
    public async Task Get_NoSuchVideo_Is404()
    {
        await using var site = await Site.StartAsync();
        var known = await site.AddVideoAsync(1);

        Assert.Equal(404, (await site.ProblemAsync($"/api/videos/{new string('a', 64)}/clip?startMs=0&endMs=1")).Status);
        Assert.Equal((404, "The file of 'video 1' is not where it was any more."), await site.ProblemAsync($"/api/videos/{known.Id}/clip?startMs=0&endMs=1"));
    }
}
