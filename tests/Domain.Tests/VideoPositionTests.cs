namespace MoTE.Indexing.Domain.Tests;

public sealed class VideoPositionTests
{
    [Fact]
    public void Parse_WhatToStringWrote_IsTheSame()
    {
        var position = new VideoPosition(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(5)).AddTicks(7), VideoId.Parse(new string('a', 64)));

        Assert.Equal(position, VideoPosition.Parse(position.ToString()));
        Assert.Matches("^[0-9a-f-]+$", position.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("8de4a1b2c3d4e5f-abc")]
    [InlineData("ffffffffffffffff-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("7fffffffffffffff-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Parse_SomethingElse_IsRefused(string text) => Assert.Throws<FormatException>(() => VideoPosition.Parse(text));
}
