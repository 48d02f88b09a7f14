using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Status;

public sealed class DeleteCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string[] Data => ["--data", _folder.File("data")];

    [Fact]
    public async Task Delete_IndexedVideo_LeavesNoFileOfItAndTheOriginal()
    {
        TinyBundle.Write(_folder);
        var first = await TinyClips.PatternAsync(_folder, "a.mp4", 12);
        var second = await TinyClips.PatternAsync(_folder, "b.mp4", 3, "testsrc2");
        Assert.Equal(0, (await IndexAsync(first)).ExitCode);
        var before = Files();
        Assert.Equal(0, (await IndexAsync(second)).ExitCode);
        Assert.NotEqual(before, Files());

        var run = await CommandRun.OfAsync(["delete", second, "--json", .. Data]);

        Assert.Equal(1, run.Json.GetProperty("segments").GetInt32());
        Assert.Equal(before, Files());
        Assert.True(File.Exists(second));
        var status = (await CommandRun.OfAsync(["status", "--json", .. Data])).Json;
        Assert.Equal(first, Assert.Single(status.GetProperty("videos").EnumerateArray()).GetProperty("sources")[0].GetString());
        Assert.Equal(2, status.GetProperty("models")[0].GetProperty("segments").GetInt32());
    }

    [Fact]
    public async Task Delete_LastVideo_LeavesNothingButTheEmptyIndex()
    {
        TinyBundle.Write(_folder);
        var path = await TinyClips.PatternAsync(_folder, "a.mp4", 3);
        Assert.Equal(0, (await IndexAsync(path)).ExitCode);

        Assert.Equal(0, (await CommandRun.OfAsync(["delete", path, .. Data])).ExitCode);

        Assert.Equal(["indexing.lock"], Files());
        Assert.Equal(1, (await CommandRun.OfAsync(["delete", path, .. Data])).ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> IndexAsync(string path) => CommandRun.OfAsync(["index", path, .. Data, "--models", _folder.File("models")]);

    // All files but the index and its log.
    private string[] Files() =>
    [
        .. Directory.EnumerateFiles(_folder.File("data"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder.File("data"), file))
            .Where(file => !file.StartsWith("index.sqlite", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
