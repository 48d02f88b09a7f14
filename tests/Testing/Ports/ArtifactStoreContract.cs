using MoTE.Indexing.Domain;
using Xunit;

namespace MoTE.Indexing.Testing.Ports;

/// <summary>What every adapter of <see cref="IArtifactStore"/> does.</summary>
public abstract class ArtifactStoreContract
{
    protected abstract IArtifactStore Store { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2_500_000)]
    public async Task PutAsync_Bytes_ComeBack(int length)
    {
        var bytes = Bytes(1, length);

        await Store.PutAsync(Examples.Id(1), "chunk-0000.safetensors", bytes, Token);

        Assert.Equal(bytes, await ReadAsync(1, "chunk-0000.safetensors"));
    }

    [Fact]
    public async Task PutAsync_Again_Replaces()
    {
        await PutAsync(1, "a", 1);
        await PutAsync(1, "a", 2);

        Assert.Equal(Bytes(2), await ReadAsync(1, "a"));
        Assert.Equal(["a"], await Store.ListAsync(Examples.Id(1), "", Token));
    }

    [Fact]
    public async Task PutAsync_AgainWhileItIsRead_LetsTheReaderFinish()
    {
        await PutAsync(1, "a", 1);
        await using var reader = await Store.OpenAsync(Examples.Id(1), "a", Token);

        await PutAsync(1, "a", 2);

        Assert.Equal(Bytes(1), await ReadToEndAsync(reader!));
        Assert.Equal(Bytes(2), await ReadAsync(1, "a"));
    }

    [Fact]
    public async Task PutAsync_ManyAtOnce_AllAreThere()
    {
        var names = Enumerable.Range(0, 40).Select(i => $"thumbnails/{i:d4}.jpg").ToList();

        await Task.WhenAll(names.Select((name, i) => Task.Run(() => PutAsync(1 + (i % 3), name, i))));

        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            Assert.Equal(Bytes(i), await ReadAsync(1 + (i % 3), name));
        }
    }

    [Fact]
    public async Task PutAsync_SameNameAtOnce_OneOfThemWins()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => PutAsync(1, "a", i))));

        var winner = await ReadAsync(1, "a");
        Assert.Contains(Enumerable.Range(0, 20), i => Bytes(i).SequenceEqual(winner));
        Assert.Equal(["a"], await Store.ListAsync(Examples.Id(1), "", Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData(".hidden")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    [InlineData("a\n")]
    [InlineData("ä")]
    public async Task PutAsync_NameOutsideTheRule_IsRefused(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutAsync(Examples.Id(1), name, Bytes(1), Token));

        Assert.Empty(await Store.ListAsync(Examples.Id(1), "", Token));
    }

    [Fact]
    public async Task PutAsync_Cancelled_LeavesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync(Examples.Id(1), "a", Bytes(1), new CancellationToken(canceled: true)));

        Assert.Empty(await Store.ListAsync(Examples.Id(1), "", Token));
        Assert.Equal(0, await Store.DeleteAsync(Examples.Id(1), Token));
    }

    [Fact]
    public async Task OpenAsync_Unknown_IsNull()
    {
        await PutAsync(1, "a", 1);

        Assert.Null(await Store.OpenAsync(Examples.Id(1), "b", Token));
        Assert.Null(await Store.OpenAsync(Examples.Id(1), "a/b", Token));
        Assert.Null(await Store.OpenAsync(Examples.Id(2), "a", Token));
    }

    [Fact]
    public async Task ListAsync_Prefix_GivesTheNamesThatBeginWithItInOrdinalOrder()
    {
        foreach (var name in new[] { "thumbnails/0002.jpg", "chunk-0010.safetensors", "thumbnails/0001.jpg", "chunk-0002.safetensors", "previews/0001.jpg" })
        {
            await PutAsync(1, name, 1);
        }

        await PutAsync(2, "chunk-0000.safetensors", 1);

        Assert.Equal(["chunk-0002.safetensors", "chunk-0010.safetensors"], await Store.ListAsync(Examples.Id(1), "chunk-", Token));
        Assert.Equal(["thumbnails/0001.jpg", "thumbnails/0002.jpg"], await Store.ListAsync(Examples.Id(1), "thumbnails/", Token));
        Assert.Equal(5, (await Store.ListAsync(Examples.Id(1), "", Token)).Count);
        Assert.Empty(await Store.ListAsync(Examples.Id(1), "other", Token));
        Assert.Empty(await Store.ListAsync(Examples.Id(3), "", Token));
    }

    [Fact]
    public async Task ListAsync_NamesThatDifferInTheirSigns_AreInOrdinalOrder()
    {
        string[] names = ["a-b", "a.b", "a/b", "a0", "ab", "b/a-b", "b/a/b"];
        foreach (var name in names.Reverse())
        {
            await PutAsync(1, name, 1);
        }

        Assert.Equal(names, await Store.ListAsync(Examples.Id(1), "", Token));
    }

    [Fact]
    public async Task DeleteAsync_Video_LeavesNothingOfItAndEverythingOfOthers()
    {
        await PutAsync(1, "a", 1);
        await PutAsync(1, "b/c", 2);
        await PutAsync(2, "a", 3);

        Assert.Equal(2, await Store.DeleteAsync(Examples.Id(1), Token));
        Assert.Equal(0, await Store.DeleteAsync(Examples.Id(1), Token));

        Assert.Empty(await Store.ListAsync(Examples.Id(1), "", Token));
        Assert.Null(await Store.OpenAsync(Examples.Id(1), "a", Token));
        Assert.Equal(Bytes(3), await ReadAsync(2, "a"));
    }

    [Fact]
    public async Task ListVideosAsync_SomeHaveArtifacts_GivesThoseInOrder()
    {
        Assert.Empty(await Store.ListVideosAsync(Token));
        await PutAsync(3, "a", 1);
        await PutAsync(1, "a/b", 2);
        await PutAsync(2, "a", 3);
        await Store.DeleteAsync(Examples.Id(2), Token);

        Assert.Equal([Examples.Id(1), Examples.Id(3)], await Store.ListVideosAsync(Token));
    }

    [Fact]
    public async Task DeleteAsync_Prefix_LeavesWhatBeginsOtherwise()
    {
        await PutAsync(1, "a/b", 1);
        await PutAsync(1, "a/c/d", 2);
        await PutAsync(1, "ab/c", 3);
        await PutAsync(2, "a/b", 4);

        Assert.Equal(2, await Store.DeleteAsync(Examples.Id(1), "a/", Token));
        Assert.Equal(0, await Store.DeleteAsync(Examples.Id(1), "a/", Token));

        Assert.Equal(["ab/c"], await Store.ListAsync(Examples.Id(1), "", Token));
        Assert.Equal(["a/b"], await Store.ListAsync(Examples.Id(2), "", Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("/")]
    [InlineData("../")]
    public async Task DeleteAsync_NoPrefixOfAPart_IsRefused(string prefix) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(Examples.Id(1), prefix, Token));

    [Fact]
    public async Task DeleteAsync_WhileOthersAreWritten_HarmsNone()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            await PutAsync(100 + i, "a", i);
            if (i % 2 == 0)
                Assert.Equal(1, await Store.DeleteAsync(Examples.Id(100 + i), Token));
        })));

        foreach (var i in Enumerable.Range(0, 60))
        {
            Assert.Equal(i % 2, (await Store.ListAsync(Examples.Id(100 + i), "", Token)).Count);
        }
    }

    protected static byte[] Bytes(int seed, int length = 3_000)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    protected Task PutAsync(int video, string name, int seed) => Store.PutAsync(Examples.Id(video), name, Bytes(seed), Token);

    protected async Task<byte[]?> ReadAsync(int video, string name)
    {
        await using var stream = await Store.OpenAsync(Examples.Id(video), name, Token);
        return stream is null ? null : await ReadToEndAsync(stream);
    }

    private static async Task<byte[]> ReadToEndAsync(Stream stream)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, Token);
        return memory.ToArray();
    }
}
