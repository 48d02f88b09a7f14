using MoTE.Indexing.Cli.Frames;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Frames;

public sealed class FrameExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_Safetensors_HoldsTheFramesInTheOrderAskedFor()
    {
        var clip = await ClipAsync();
        var target = _folder.File("new/frames.safetensors");
        Assert.Equal([target], await new FrameExport(32).WriteAsync(clip, [9, 0, 9], target, TestContext.Current.CancellationToken));
        using var file = SafetensorsFile.Open(target);
        Assert.Equal([3, 3, 32, 32], file.Tensors["pixels"].Shape);
        Assert.Equal(StoredType.UInt8, file.Tensors["pixels"].Type);
        Assert.Equal(("9 0 9", "64x48", "clip.mp4"), (file.Metadata["frame_numbers"], file.Metadata["display_size"], file.Metadata["file"]));
        var samples = file.ReadIntegers("pixels");
        Assert.All(samples[..3072], sample => Assert.InRange(sample, 175, 185));
        Assert.All(samples[3072..6144], sample => Assert.InRange(sample, 0, 4));
        Assert.Equal(samples[..3072], samples[6144..]);
    }

    [Fact]
    public async Task Write_Folder_HoldsOnePngPerFrame()
    {
        var target = _folder.File("pictures");
        var written = await new FrameExport(32).WriteAsync(await ClipAsync(), [3, 1], target, TestContext.Current.CancellationToken);
        Assert.Equal(["frame-000003.png", "frame-000001.png"], written.Select(Path.GetFileName));
        Assert.All(written, path => Assert.Equal(0x89, File.ReadAllBytes(path)[0]));
    }

    [Theory]
    [InlineData(10, "has no frame 10")]
    [InlineData(-1, "count from 0")]
    public async Task Write_NoSuchFrame_SaysSo(int number, string because)
    {
        var clip = await ClipAsync();
        var failure = await Assert.ThrowsAsync<UserErrorException>(
            () => new FrameExport(32).WriteAsync(clip, [number], _folder.File("out"), TestContext.Current.CancellationToken));
        Assert.Contains(because, failure.Message);
    }

    [Fact]
    public async Task Write_EveryReferenceView_EqualsItWithinOneLevel()
    {
        var media = ReferenceMedia.Require("");
        foreach (var view in Directory.GetFiles(ReferenceFixtures.Require("view"), "*.safetensors"))
        {
            using var reference = SafetensorsFile.Open(view);
            int[] numbers = [.. reference.Metadata["frame_numbers"].Split(' ').Select(int.Parse)];
            var target = _folder.File(Path.GetFileName(view));
            _ = await new FrameExport().WriteAsync(Path.Combine(media, reference.Metadata["file"]), numbers, target, TestContext.Current.CancellationToken);
            using var written = SafetensorsFile.Open(target);
            Assert.Equal(reference.Tensors["pixels"].Shape, written.Tensors["pixels"].Shape);
            Assert.Equal(reference.Metadata["display_size"], written.Metadata["display_size"]);
            var errors = reference.ReadIntegers("pixels").Zip(written.ReadIntegers("pixels"), (expected, actual) => Math.Abs(expected - actual));
            Assert.InRange(errors.Max(), 0, 1);
        }
    }

    // Ten grey frames, each 20 levels lighter than the one before.
    private async Task<string> ClipAsync()
    {
        var path = _folder.File("clip.mp4");
        var frames = Enumerable.Range(0, 10).Select(number => new RgbImage(64, 48, [.. Enumerable.Repeat((byte)(20 * number), 3 * 64 * 48)]));
        await VideoWriter.WriteAsync(path, 64, 48, 10, frames, new VideoWriterOptions { Crf = 5 }, TestContext.Current.CancellationToken);
        return path;
    }
}
