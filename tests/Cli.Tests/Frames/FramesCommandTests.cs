using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Frames;

public sealed class FramesCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Frames_Tensor_HasTheFramesAskedForInTheirOrder()
    {
        await TinyClips.PatternAsync(_folder, "a.mp4", 2);

        var run = await CommandRun.OfAsync("frames", _folder.File("a.mp4"), "--numbers", "7,3,3", "--out", _folder.File("out.safetensors"), "--resolution", "32");

        Assert.Equal(0, run.ExitCode);
        using var file = SafetensorsFile.Open(_folder.File("out.safetensors"));
        Assert.Equal([3L, 3, 32, 32], file.Tensors["pixels"].Shape);
        var samples = file.ReadIntegers("pixels").Chunk(3 * 32 * 32).ToArray();
        Assert.Equal(samples[1], samples[2]);
        Assert.NotEqual(samples[0], samples[1]);
    }

    [Fact]
    public async Task Frames_Folder_GetsOnePicturePerFrame()
    {
        await TinyClips.PatternAsync(_folder, "a.mp4", 2);

        var run = await CommandRun.OfAsync("frames", _folder.File("a.mp4"), "--numbers", "0,19", "--out", _folder.File("pictures"));

        Assert.Equal(2, run.Lines.Length);
        Assert.All(run.Lines, path => Assert.Equal("PNG"u8.ToArray(), File.ReadAllBytes(path)[1..4]));
    }

    [Fact]
    public async Task Frames_BeyondTheEnd_SaysSo()
    {
        await TinyClips.PatternAsync(_folder, "a.mp4", 2);

        var run = await CommandRun.OfAsync("frames", _folder.File("a.mp4"), "--numbers", "20", "--out", _folder.File("pictures"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("has no frame 20", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--numbers", "-1")]
    [InlineData("--numbers", "1,x")]
    [InlineData("--numbers", "1", "--resolution", "0")]
    public async Task Frames_WrongOption_IsWrongUsage(params string[] options) =>
        Assert.Equal(2, (await CommandRun.OfAsync(["frames", "a.mp4", "--out", "x", .. options])).ExitCode);

    public void Dispose() => _folder.Dispose();
}
