using System.Security.Cryptography;
using System.Text.Json;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Models;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Home => _folder.File("models");

    private static string Clip => ReferenceFixtures.Require("tiny-a/clip.safetensors");

    private static string Mote => ReferenceFixtures.Require("tiny-a/mote_checkpoint_ddp_fp16.pt");

    private static string Golden => ReferenceFixtures.Require("tiny-a/golden.safetensors");

    private static string Head => ReferenceFixtures.Require("tiny-a/temporal_head.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("models import --clip x")]
    [InlineData("models import --name x")]
    [InlineData("models import --name x --clip y --frames 0")]
    [InlineData("models pull")]
    [InlineData("models verify a --clip b --reference c")]
    [InlineData("models verify --clip b")]
    [InlineData("models verify a --mote b")]
    [InlineData("models verify --clip a --reference b --mote c --temporal-head d")]
    [InlineData("models bogus")]
    public async Task Run_WrongUsage_IsTwo(string line)
    {
        var run = await CommandRun.OfAsync(line.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportListVerify_PublishedFiles_WorkTogether()
    {
        var imported = await CommandRun.OfAsync("models", "import", "--name", "tiny", "--clip", Clip, "--mote", Mote, "--models", Home, "--json");
        Assert.True(imported.ExitCode == 0, imported.Error);
        Assert.Equal("complete", imported.Json.GetProperty("state").GetString());
        Assert.Single(imported.Lines);

        var listed = await CommandRun.OfAsync("models", "list", "--models", Home, "--data", _folder.File("data"), "--json");
        var model = listed.Json.GetProperty("models").EnumerateArray().First();
        Assert.Equal("tiny", model.GetProperty("name").GetString());
        Assert.True(model.GetProperty("temporalHead").GetBoolean());
        Assert.Equal(imported.Json.GetProperty("fingerprint").GetString(), model.GetProperty("fingerprint").GetString());
        Assert.Contains(listed.Json.GetProperty("available").EnumerateArray(), published => published.GetProperty("name").GetString() == "mote-b16");

        var verified = await CommandRun.OfAsync("models", "verify", "tiny", "--models", Home, "--json");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        Assert.True(verified.Json.GetProperty("ok").GetBoolean());
        Assert.NotEmpty(verified.Json.GetProperty("selfChecks").EnumerateArray());
        Assert.All(verified.Json.GetProperty("files").EnumerateArray(), file => Assert.True(file.GetProperty("ok").GetBoolean()));

        var table = await CommandRun.OfAsync("models", "list", "--models", Home);
        Assert.Contains("tiny", table.Output, StringComparison.Ordinal);
        Assert.Contains("complete", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_RawFilesAgainstReference_PrintsTheContract()
    {
        var run = await CommandRun.OfAsync("models", "verify", "--reference", Golden, "--clip", Clip, "--temporal-head", Head, "--json");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Single(run.Lines);
        var checks = run.Json.GetProperty("checks").EnumerateArray().ToList();
        Assert.Contains(checks, check => check.GetProperty("output").GetString() == "output.temporal_modulated");
        Assert.All(checks, check =>
        {
            Assert.Equal(["output", "maxAbsError", "scale", "ok"], CommandRun.Members(check));
            Assert.True(check.GetProperty("ok").GetBoolean());
            Assert.Equal(JsonValueKind.Number, check.GetProperty("maxAbsError").ValueKind);
        });
    }

    [Fact]
    public async Task Verify_WrongModel_IsOneAndSaysWrong()
    {
        var other = ReferenceFixtures.Require("tiny-a/mote_checkpoint_ddp_fp16.pt");

        var run = await CommandRun.OfAsync("models", "verify", "--reference", Golden, "--clip", Clip, "--mote", other);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("WRONG", run.Output, StringComparison.Ordinal);
        Assert.Contains("does not verify", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ChangedBundle_IsOneAndNamesTheFile()
    {
        _ = await CommandRun.OfAsync("models", "import", "--name", "tiny", "--clip", Clip, "--mote", Mote, "--models", Home);
        var path = Path.Combine(Home, "tiny", "text.safetensors");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        var run = await CommandRun.OfAsync("models", "verify", "tiny", "--models", Home, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.False(run.Json.GetProperty("ok").GetBoolean());
        Assert.Contains("text.safetensors", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models pull mote-b99", "mote-b16")]
    [InlineData("models pull mote-b16", "--trust")]
    [InlineData("models verify nothing", "no model 'nothing'")]
    [InlineData("models import --name x --clip /nowhere", "/nowhere")]
    public async Task Run_ActionableFailure_IsOneSentence(string line, string expected)
    {
        var run = await CommandRun.OfAsync([.. line.Split(' '), "--models", Home, "--data", _folder.File("data")]);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_FromAMirror_DownloadsVerifiesAndImports()
    {
        using var server = new LoopbackFileServer();
        var clip = server.Serve("clip.safetensors", await File.ReadAllBytesAsync(Clip, TestContext.Current.CancellationToken));
        var mote = server.Serve("mote.pt", await File.ReadAllBytesAsync(Mote, TestContext.Current.CancellationToken));
        var vocabulary = server.Serve("vocabulary.gz", [31, 139, 8, 0]);
        await File.WriteAllTextAsync(
            _folder.File("mirror.json"),
            $$"""
            {"formatVersion":1,
             "files":[{"name":"clip.safetensors","url":"{{clip.Url}}","sha256":"{{Hash(clip.Content)}}","licence":"MIT"},
                      {"name":"mote.pt","url":"{{mote.Url}}","licence":"Apache-2.0"},
                      {"name":"vocabulary.gz","url":"{{vocabulary.Url}}","sha256":"{{Hash(vocabulary.Content)}}","licence":"MIT"}],
             "models":[{"name":"tiny","description":"tiny","clip":"clip.safetensors","mote":"mote.pt","vocabulary":"vocabulary.gz"}]}
            """,
            TestContext.Current.CancellationToken);
        mote.Cuts.Enqueue(mote.Content.Length / 3);
        string[] line = ["models", "pull", "tiny", "--catalogue", _folder.File("mirror.json"), "--models", Home];

        var asked = await CommandRun.OfAsync(line);
        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("--sha256", asked.Error, StringComparison.Ordinal);
        Assert.Empty(clip.Ranges);

        var pulled = await CommandRun.OfAsync([.. line, "--sha256", Hash(mote.Content), "--json"]);
        Assert.True(pulled.ExitCode == 0, pulled.Error);
        Assert.Equal("tiny", pulled.Json.GetProperty("name").GetString());
        Assert.Equal("MIT, Apache-2.0", pulled.Json.GetProperty("licence").GetString());
        Assert.Contains("Trying again", pulled.Error, StringComparison.Ordinal);
        Assert.Equal(2, mote.Ranges.Count);
        Assert.Equal([Path.Combine(Home, "tiny")], Directory.GetFileSystemEntries(Home));
    }

    [Fact]
    public async Task Import_OnATerminal_ShowsProgress()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal(output, error, isInteractive: true, _ => null);

        var exitCode = await CommandLine.Mote.RunAsync(
            ["models", "import", "--name", "tiny", "--clip", Clip, "--mote", Mote, "--models", Home], terminal, TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, error.ToString());
        Assert.Contains("The model 'tiny'", output.ToString().ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
