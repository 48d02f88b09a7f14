using System.Text.Json;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.EndToEnd;

/// <summary>A video that kills FFmpeg is tried again, rejected in the end, and stops no other.</summary>
public sealed class KilledFfmpegTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Index_VideoThatKillsFfmpegEachTime_RejectsItAndGoesOnWithTheRest()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are of Unix.");
        TinyBundle.Write(_folder);
        _ = await TinyClips.PatternAsync(_folder, "videos/deadly.mp4", 3);
        _ = await TinyClips.PatternAsync(_folder, "videos/harmless.mp4", 4);
        var ffmpeg = new KillingFfmpeg(_folder.File("ffmpeg"), "deadly.mp4", "kill -s SEGV $$");

        using var run = MoteProcess.Start(
            [("MOTE_Media__FfmpegFolder", ffmpeg.Folder)], "index", _folder.File("videos"), "--json", "--data", _folder.File("data"), "--models", _folder.File("models"));
        var (exitCode, output, error) = await run.EndAsync();

        Assert.True(exitCode == 1, error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(line => Path.GetFileName(line.GetProperty("source").GetString()!));
        Assert.Equal("searchable", lines["harmless.mp4"].GetProperty("state").GetString());
        Assert.Equal("rejected", lines["deadly.mp4"].GetProperty("state").GetString());
        Assert.Equal("FFmpeg was ended by signal 11 while it read the file.", lines["deadly.mp4"].GetProperty("reason").GetString());
    }
}
