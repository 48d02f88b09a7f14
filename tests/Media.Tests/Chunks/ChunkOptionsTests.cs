using MoTE.Indexing.Media.Chunks;
using Xunit;

namespace MoTE.Indexing.Media.Tests.Chunks;

public class ChunkOptionsTests
{
    [Fact]
    public void Fingerprint_SameOptions_IsTheSame() => Assert.Equal(new ChunkOptions().Fingerprint(), new ChunkOptions().Fingerprint());

    [Fact]
    public void Fingerprint_AnotherOption_IsAnother()
    {
        var known = new ChunkOptions().Fingerprint();

        Assert.NotEqual(known, new ChunkOptions { ChunkLength = TimeSpan.FromMinutes(3) }.Fingerprint());
        Assert.NotEqual(known, new ChunkOptions { Shots = new() { HardThreshold = 0.3 } }.Fingerprint());
    }
}
