using System.Diagnostics;
using System.Text.RegularExpressions;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.EndToEnd;

/// <summary>The commands of <c>infra/docs/rest.md</c> do what they say.</summary>
public sealed partial class RestDocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task GivenAFreshArchive_WhenTheCommandsOfTheDocumentAreRun_AllOfThemSucceed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "The commands are written for a shell.");
        TinyBundle.Write(_folder);
        _ = await TinyClips.PatternAsync(_folder, "clip.mp4", 2);
        var commands = Commands().Matches(await File.ReadAllTextAsync(Document(), TestContext.Current.CancellationToken)).Select(match => match.Groups["commands"].Value).ToList();
        Assert.InRange(commands.Count, 8, 20);
        using var serve = await ServeProcess.StartAsync("--data", _folder.File("data"), "--models", _folder.File("models"));

        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", string.Concat(commands)]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path };
        start.Environment["MOTE"] = serve.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        using var shell = Process.Start(start)!;
        var (output, error) = (shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(shell.ExitCode == 0, $"{await output}\n{await error}");
        Assert.Equal(0, (await serve.JsonAsync("/api/status")).GetProperty("segments").GetInt32());
        Assert.Equal(100, new FileInfo(_folder.File("head.bin")).Length);
    }

    public void Dispose() => _folder.Dispose();

    private static string Document()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var document = Path.Combine(folder.FullName, "infra", "docs", "rest.md");
            if (File.Exists(document))
                return document;
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no folder with infra/docs/rest.md.");
    }

    [GeneratedRegex("^```sh\n(?<commands>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Commands();
}
