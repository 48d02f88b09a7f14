using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests;

/// <summary>Programs that are ended from outside say nothing about the file.</summary>
public sealed class KilledProgramsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public KilledProgramsTests() => Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are of Unix.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("SEGV", 11)]
    [InlineData("KILL", 9)]
    public async Task ProbeAsync_ProgramThatIsKilled_IsNoFaultOfTheFile(string signal, int number)
    {
        await File.WriteAllTextAsync(_folder.File("video.mp4"), "a video", Token);
        WriteProgram("ffprobe", $"kill -s {signal} $$");
        WriteProgram("ffmpeg", "echo ffmpeg version 5.1");

        var failure = await Assert.ThrowsAsync<FfmpegKilledException>(() => new MediaProbe(Options).ProbeAsync(_folder.File("video.mp4"), Token));

        Assert.Equal($"FFmpeg was ended by signal {number} while it read the file.", failure.Message);
    }

    [Fact]
    public async Task ProbeAsync_ProgramThatComplains_RejectsTheFile()
    {
        await File.WriteAllTextAsync(_folder.File("video.mp4"), "a video", Token);
        WriteProgram("ffprobe", "echo nonsense >&2; exit 1");
        WriteProgram("ffmpeg", "echo ffmpeg version 5.1");

        await Assert.ThrowsAnyAsync<UserErrorException>(() => new MediaProbe(Options).ProbeAsync(_folder.File("video.mp4"), Token));
    }

    private MediaOptions Options => new() { FfmpegFolder = _folder.Path };

    private void WriteProgram(string name, string script)
    {
        File.WriteAllText(_folder.File(name), $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.File(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
