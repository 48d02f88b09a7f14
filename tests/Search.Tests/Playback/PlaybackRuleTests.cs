using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Conversion;
using MoTE.Indexing.Search.Playback;

namespace MoTE.Indexing.Search.Tests.Playback;

public sealed class PlaybackRuleTests
{
    private const string Mp4 = "mov,mp4,m4a,3gp,3g2,mj2";
    private const string WebM = "matroska,webm";

    [Theory]
    [InlineData(Mp4, "h264", "yuv420p", "aac")]
    [InlineData(Mp4, "h264", "yuvj420p", null)]
    [InlineData(Mp4, "h264", "yuv420p", "mp3")]
    [InlineData(Mp4, "vp9", "yuv420p", "opus")]
    [InlineData(Mp4, "av1", "yuv420p10le", "opus")]
    [InlineData(WebM, "vp8", "yuv420p", "vorbis")]
    [InlineData(WebM, "vp9", "yuv420p", "opus")]
    [InlineData(WebM, "av1", "yuv420p", null)]
    public void ConversionOf_WhatBrowsersPlay_IsNone(string container, string codec, string pixels, string? sound) =>
        Assert.Null(PlaybackRule.ConversionOf(new VideoFormat(640, 360, container, codec, pixels, sound)));

    [Theory]
    [InlineData(WebM, "h264", "yuv420p", "aac", true, true)]
    [InlineData(WebM, "h264", "yuv420p", "vorbis", true, false)]
    [InlineData(WebM, "vp8", "yuv420p", "aac", false, true)]
    [InlineData(WebM, "hevc", "yuv420p", "aac", false, true)]
    [InlineData("mpegts", "h264", "yuv420p", "ac3", true, false)]
    [InlineData("avi", "mpeg4", "yuv420p", "mp3", false, true)]
    [InlineData(Mp4, "h264", "yuv420p10le", "aac", false, true)]
    [InlineData(Mp4, "h264", "yuv422p", "aac", false, true)]
    [InlineData(Mp4, "hevc", "yuv420p", "pcm_s16le", false, false)]
    [InlineData(Mp4, "h264", "yuv420p", "vorbis", true, false)]
    [InlineData("gif", "gif", "bgra", null, false, true)]
    public void ConversionOf_Else_KeepsTheStreamsThatPlayInMp4(string container, string codec, string pixels, string? sound, bool keepsPicture, bool keepsSound) =>
        Assert.Equal(new Mp4Conversion(keepsPicture, keepsSound), PlaybackRule.ConversionOf(new VideoFormat(640, 360, container, codec, pixels, sound)));

    [Fact]
    public void ConversionOf_FormatNotNoted_MakesEverythingAnew() => Assert.Equal(Mp4Conversion.Everything, PlaybackRule.ConversionOf(null));
}
