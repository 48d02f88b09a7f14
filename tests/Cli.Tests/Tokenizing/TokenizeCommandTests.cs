using System.Text.Json;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Tokenizing;

public sealed class TokenizeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("""["a cat", "CAT"]""")]
    [InlineData("""[{"text": "a cat", "ids": [1]}, {"text": "CAT"}]""")]
    public async Task Tokenize_Json_HasTextsAndIds(string texts)
    {
        var run = await RunAsync(texts);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["a cat", "CAT"], run.Json.EnumerateArray().Select(line => line.GetProperty("text").GetString()));
        var tokenizer = new ClipTokenizer(new BytePairVocabulary([]));
        Assert.Equal(tokenizer.Encode("a cat"), run.Json[0].GetProperty("ids").Deserialize<int[]>());
        Assert.Equal(tokenizer.Encode("cat"), run.Json[1].GetProperty("ids").Deserialize<int[]>());
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("[3]")]
    [InlineData("[{}]")]
    public async Task Tokenize_NotTexts_SaysSo(string texts)
    {
        var run = await RunAsync(texts);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("texts.json is not a JSON array of texts", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tokenizer_repaired.json")]
    [InlineData("tokenizer.json", "--no-repair")]
    public async Task Tokenize_PublishedVocabulary_EqualsThePublishedIds(string file, params string[] options)
    {
        var vocabulary = Environment.GetEnvironmentVariable("MOTE_CLIP_VOCAB");
        var fixtures = Environment.GetEnvironmentVariable("MOTE_REFERENCE_FIXTURES");
        Assert.SkipUnless(File.Exists(vocabulary), "MOTE_CLIP_VOCAB does not name the published vocabulary, which may not be copied.");
        Assert.SkipUnless(Directory.Exists(fixtures), "MOTE_REFERENCE_FIXTURES does not name the reference data.");
        var reference = Path.Combine(fixtures!, file);

        var run = await CommandRun.OfAsync(["tokenize", "--vocab", vocabulary!, "--texts", reference, "--json", .. options]);

        var expected = JsonDocument.Parse(await File.ReadAllTextAsync(reference, TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(
            expected.EnumerateArray().Select(row => string.Join(' ', row.GetProperty("ids").EnumerateArray())),
            run.Json.EnumerateArray().Select(row => string.Join(' ', row.GetProperty("ids").EnumerateArray())));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<CommandRun> RunAsync(string texts)
    {
        new BytePairVocabulary([]).Save(_folder.File("vocabulary.bpe.gz"));
        await File.WriteAllTextAsync(_folder.File("texts.json"), texts, TestContext.Current.CancellationToken);
        return await CommandRun.OfAsync("tokenize", "--vocab", _folder.File("vocabulary.bpe.gz"), "--texts", _folder.File("texts.json"), "--json");
    }
}
