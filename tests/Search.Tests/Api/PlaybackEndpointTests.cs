using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media;
using MoTE.Indexing.Search.Playback;
using MoTE.Indexing.Search.Tests.Fixtures;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class PlaybackEndpointTests
{
    private static readonly VideoFormat Mp4 = new(96, 64, "mov,mp4,m4a,3gp,3g2,mj2", "h264", "yuv420p", null);
    private static readonly VideoFormat Matroska = Mp4 with { Container = "matroska,webm" };
    private static readonly VideoFormat Old = new(96, 64, "avi", "mpeg4", "yuv420p", null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_WhatBrowsersPlay_IsTheOriginal()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddFileAsync("a.mp4", Mp4, Clips.Picture);

        using var answer = await site.SendAsync(HttpMethod.Get, $"/api/videos/{video.Id}/playback", ("Range", "bytes=0-9"));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("video/mp4", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"\"{video.Id}\"", answer.Headers.ETag?.Tag);
        Assert.False(Directory.Exists(site.Layout.Playback));
    }

    [Theory]
    [InlineData("a.mkv")]
    [InlineData("a.avi")]
    public async Task Get_WhatBrowsersDoNotPlay_IsConvertedOnceAndThenRanges(string name)
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddFileAsync(name, name == "a.mkv" ? Matroska : Old, Clips.Picture);
        var address = $"/api/videos/{video.Id}/playback";

        using var first = await site.SendAsync(HttpMethod.Head, address);
        Assert.Equal((HttpStatusCode.Accepted, TimeSpan.FromSeconds(2)), (first.StatusCode, first.Headers.RetryAfter?.Delta));
        using var ready = await WhenReadyAsync(site, address);

        Assert.Equal((HttpStatusCode.OK, "video/mp4"), (ready.StatusCode, ready.Content.Headers.ContentType?.MediaType));
        var bytes = await ready.Content.ReadAsByteArrayAsync(Token);
        using var part = await site.SendAsync(HttpMethod.Get, address, ("Range", "bytes=10-19"));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[10..20], await part.Content.ReadAsByteArrayAsync(Token));
        await File.WriteAllBytesAsync(site.File("played.mp4"), bytes, Token);
        Assert.Equal("h264", (await new MediaProbe().ProbeAsync(site.File("played.mp4"), Token)).Codec);
        Assert.Equal([$"{video.Id}.mp4"], Directory.GetFiles(site.Layout.Playback).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Get_WhileItIsConverted_SaysHowFar()
    {
        await using var site = await Site.StartAsync(HeldVideoStore.Use);
        var video = await site.AddFileAsync("a.avi", Old, Clips.Picture);

        using var answer = await site.SendAsync(HttpMethod.Get, $"/api/videos/{video.Id}/playback");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var progress = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement;
        Assert.Equal("converting", progress.GetProperty("state").GetString());
        Assert.InRange(progress.GetProperty("done").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task Get_NotConvertible_SaysWhyAndNamesNoPath()
    {
        await using var site = await Site.StartAsync();
        await File.WriteAllTextAsync(site.File("broken.avi"), "this is no video", Token);
        var stored = await site.Videos.AddFileAsync(site.File("broken.avi"), Token);
        _ = await site.AddVideoAsync(1, 0, video => video with { Id = stored.Id, Sources = [site.File("broken.avi")], Format = Old });

        using var answer = await WhenReadyAsync(site, $"/api/videos/{stored.Id}/playback");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var detail = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("detail").GetString();
        Assert.StartsWith("broken.avi is not a video", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_StoreUnavailable_Is503WithItsSentence()
    {
        await using var site = await Site.StartAsync(UnreadableVideoStore.Use);
        var original = await site.AddFileAsync("a.mp4", Mp4, Clips.Picture);
        var converted = await site.AddFileAsync("b.avi", Old, [.. Clips.Picture, "-vf", "hflip"]);

        foreach (var address in new[] { $"/api/videos/{original.Id}/playback", $"/api/videos/{original.Id}/file", $"/api/videos/{converted.Id}/playback" })
        {
            using var answer = await WhenReadyAsync(site, address);

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.NotNull(answer.Headers.RetryAfter?.Delta);
            Assert.Equal(UnreadableVideoStore.Sentence, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("detail").GetString());
        }
    }

    [Fact]
    public async Task Get_AsManyWaitAsMay_Is503()
    {
        await using var site = await Site.StartAsync(services =>
        {
            HeldVideoStore.Use(services);
            _ = services.Configure<PlaybackOptions>(options => options.WaitingMost = 0);
        });
        var first = await site.AddFileAsync("a.avi", Old, Clips.Picture);
        var second = await site.AddFileAsync("b.avi", Old, [.. Clips.Picture, "-vf", "hflip"]);

        using var begun = await site.SendAsync(HttpMethod.Get, $"/api/videos/{first.Id}/playback");

        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        Assert.Equal((503, "Too many videos wait to be converted: try again later."), await site.ProblemAsync($"/api/videos/{second.Id}/playback"));
    }

    [Fact]
    public async Task Get_NotLookedAtYet_Is409()
    {
        await using var site = await Site.StartAsync();
        var video = await site.AddVideoAsync(1, 0, video => video with { State = VideoState.Received, Title = "New" });

        Assert.Equal((409, "'New' is still being looked at: try again in a moment."), await site.ProblemAsync($"/api/videos/{video.Id}/playback"));
    }

    [Fact]
    public async Task Delete_WhileItIsConverted_LeavesNothingOfIt()
    {
        await using var site = await Site.StartAsync(HeldVideoStore.Use);
        var video = await site.AddFileAsync("a.avi", Old, Clips.Picture);
        using var begun = await site.SendAsync(HttpMethod.Get, $"/api/videos/{video.Id}/playback");

        using var deleted = await site.SendAsync(HttpMethod.Delete, $"/api/videos/{video.Id}");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.NoContent), (begun.StatusCode, deleted.StatusCode));
        Assert.Empty(Directory.Exists(site.Layout.Playback) ? Directory.GetFiles(site.Layout.Playback) : []);
        Assert.Equal(404, (await site.ProblemAsync($"/api/videos/{video.Id}/playback")).Status);
    }

    private static async Task<HttpResponseMessage> WhenReadyAsync(Site site, string address)
    {
        while (true)
        {
            var answer = await site.SendAsync(HttpMethod.Get, address);
            if (answer.StatusCode != HttpStatusCode.Accepted)
                return answer;
            answer.Dispose();
            await Task.Delay(50, Token);
        }
    }
}
