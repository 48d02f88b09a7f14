using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.EndToEnd;

/// <summary>What a person hears when the data folder cannot be written, and that nothing is damaged.</summary>
public sealed class BrokenDataFolderTests : IDisposable
{
    private const int Clips = 6;
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(96)]
    [InlineData(160)]
    [InlineData(224)]
    [InlineData(320)]
    public async Task GivenADiskThatFillsUp_WhenIndexed_OneSentenceSaysSoAndMoreRoomIsAllItTakes(int kibibytes)
    {
        using var disk = new TinyDisk(kibibytes);
        await FillAsync();

        var (exitCode, output, error) = await MoteProcess.RunAsync(Arguments(disk));

        Assert.Equal(1, exitCode);
        Assert.Single(error.Trim().Split('\n'));
        Assert.Contains("room", error, StringComparison.Ordinal);
        Assert.DoesNotContain("rejected", output, StringComparison.Ordinal);

        disk.Resize(64 << 10);
        var (secondExitCode, _, secondError) = await MoteProcess.RunAsync(Arguments(disk));

        Assert.True(secondExitCode == 0, secondError);
        var status = await MoteProcess.JsonAsync("status", "--data", Data(disk));
        Assert.Equal(Clips, status.GetProperty("videos").EnumerateArray().Count(video => video.GetProperty("state").GetString() == "searchable"));
        Assert.Equal(Clips * 2, status.GetProperty("models")[0].GetProperty("segments").GetInt32());
    }

    [Fact]
    public async Task GivenAReadOnlyDisk_WhenUsed_OneSentenceSaysSoAndNothingIsLost()
    {
        using var disk = new TinyDisk(64 << 10);
        await FillAsync();
        Assert.Equal(0, (await MoteProcess.RunAsync(Arguments(disk))).ExitCode);
        await TinyClips.PatternAsync(_folder, "videos/new.mp4", 3, "testsrc2");
        disk.MakeReadOnly();

        foreach (var arguments in new[] { Arguments(disk), ["delete", _folder.File("videos/0.mp4"), "--data", Data(disk)], ["reindex", "--data", Data(disk)] })
        {
            var (exitCode, output, error) = await MoteProcess.RunAsync(arguments);

            Assert.Equal((1, ""), (exitCode, output));
            Assert.Single(error.Trim().Split('\n'));
            Assert.Contains("writable", error, StringComparison.Ordinal);
        }

        disk.MakeWritable();
        Assert.Equal(Clips * 2, (await MoteProcess.JsonAsync("status", "--data", Data(disk))).GetProperty("models")[0].GetProperty("segments").GetInt32());
    }

    [Fact]
    public async Task GivenAFolderThatIsAFile_WhenIndexed_OneSentenceSaysSo()
    {
        await FillAsync();
        await File.WriteAllTextAsync(_folder.File("data"), "a file", TestContext.Current.CancellationToken);

        var (exitCode, _, error) = await MoteProcess.RunAsync("index", _folder.File("videos"), "--data", _folder.File("data"), "--models", _folder.File("models"));

        Assert.Equal(1, exitCode);
        Assert.Single(error.Trim().Split('\n'));
        Assert.Contains("data folder", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Data(TinyDisk disk) => Path.Combine(disk.Path, "data");

    private string[] Arguments(TinyDisk disk) => ["index", _folder.File("videos"), "--json", "--data", Data(disk), "--models", _folder.File("models")];

    // Different bytes, two segments each.
    private async Task FillAsync()
    {
        TinyBundle.Write(_folder);
        for (var clip = 0; clip < Clips; clip++)
        {
            await TinyClips.PatternAsync(_folder, $"videos/{clip}.mp4", 11 + clip);
        }
    }
}
