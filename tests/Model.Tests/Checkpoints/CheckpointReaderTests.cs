using System.Text;
using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Checkpoints;

public sealed class CheckpointReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_MisleadingName_GoesByContent()
    {
        using (var tensors = new MemoryTensors())
        {
            tensors.Add("a", [1], [1f]);
            SafetensorsWriter.Write(_folder.File("model.pt"), tensors, cancellationToken: TestContext.Current.CancellationToken);
        }

        File.WriteAllBytes(_folder.File("model.safetensors"), TinyFiles.StateDict());

        using var safetensors = CheckpointReader.Open(_folder.File("model.pt"));
        using var torch = CheckpointReader.Open(_folder.File("model.safetensors"));

        _ = Assert.IsType<SafetensorsFile>(safetensors);
        _ = Assert.IsType<TorchZipFile>(torch);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("short", "begins like none")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "Git LFS pointer")]
    [InlineData("<!DOCTYPE html><html></html>", "web page")]
    [InlineData("\u001f\u008b\b\0\0\0\0\0\0\0\0", "begins like none")]
    public void Open_OtherContent_SaysWhatItIs(string latin1, string expected)
    {
        File.WriteAllBytes(_folder.File("other"), Encoding.Latin1.GetBytes(latin1));

        var failure = Assert.Throws<CheckpointException>(() => CheckpointReader.Open(_folder.File("other")));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_LegacyPyTorchFile_SaysWhatHelps()
    {
        File.WriteAllBytes(_folder.File("old"), [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.']);

        Assert.Contains("before 1.6", Assert.Throws<CheckpointException>(() => CheckpointReader.Open(_folder.File("old"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MissingFile_SaysSo() =>
        Assert.Contains("There is no file", Assert.Throws<CheckpointException>(() => CheckpointReader.Open(_folder.File("absent"))).Message, StringComparison.Ordinal);

    [Fact]
    public void OpenMoteCheckpoint_Safetensors_SaysWhatItIs()
    {
        using var tensors = new MemoryTensors();
        tensors.Add("a", [1], [1f]);
        SafetensorsWriter.Write(_folder.File("model"), tensors, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("is a safetensors file", Assert.Throws<CheckpointException>(() => MoteCheckpoint.Open(_folder.File("model"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_HostileNames_AreShownShortAndOnOneLine()
    {
        var name = new string('x', 5000) + "\u001b[31m\n";
        File.WriteAllBytes(_folder.File("names"), TinyFiles.Archive(new PickleBuilder().Global(name.Replace("\n", "", StringComparison.Ordinal), "f").Build()));

        var message = Assert.Throws<CheckpointException>(() => CheckpointReader.Open(_folder.File("names"))).Message;

        Assert.InRange(message.Length, 1, 600);
        Assert.DoesNotContain(message, char.IsControl);
    }
}
