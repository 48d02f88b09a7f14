using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Searching;

public sealed class SearchCommandTests(SearchCommandTests.IndexedClips clips) : IClassFixture<SearchCommandTests.IndexedClips>
{
    [Fact]
    public async Task Search_Json_HasTheDocumentedShapeBestFirst()
    {
        var run = await clips.SearchAsync("a dog", "--json", "--min-relevance", "0");

        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Lines);
        Assert.Equal(["query", "model", "tookMs", "searched", "hits", "next", "notes"], CommandRun.Members(run.Json));
        Assert.Equal(("a dog", "tiny"), (run.Json.GetProperty("query").GetString(), run.Json.GetProperty("model").GetString()));
        var hits = run.Json.GetProperty("hits").EnumerateArray().ToList();
        Assert.Equal(4, hits.Count);
        Assert.Equal(["videoId", "title", "source", "startMs", "endMs", "score", "relevance", "link", "segments"], CommandRun.Members(hits[0]));
        var scores = hits.Select(hit => hit.GetProperty("score").GetSingle()).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(hits, hit => Assert.InRange(hit.GetProperty("relevance").GetSingle(), 0, 1));
        var middle = Assert.Single(hits, hit => hit.GetProperty("startMs").GetInt32() > 0 && hit.GetProperty("endMs").GetInt32() < 23_000);
        Assert.EndsWith($"long.mp4#t={middle.GetProperty("startMs").GetInt32() / 1000.0:0.###},{middle.GetProperty("endMs").GetInt32() / 1000.0:0.###}", middle.GetProperty("link").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Again_IsTheSame()
    {
        string Hits(CommandRun run) => run.Json.GetProperty("hits").GetRawText();

        Assert.Equal(Hits(await clips.SearchAsync("rain", "--json", "--min-relevance", "0")), Hits(await clips.SearchAsync("rain", "--json", "--min-relevance", "0")));
    }

    [Fact]
    public async Task Search_Limit_KeepsTheBest()
    {
        var all = await clips.SearchAsync("snow", "--json", "--min-relevance", "0");
        var one = await clips.SearchAsync("snow", "--json", "--min-relevance", "0", "--limit", "1");

        Assert.Equal(all.Json.GetProperty("hits")[0].GetRawText(), Assert.Single(one.Json.GetProperty("hits").EnumerateArray()).GetRawText());
    }

    [Fact]
    public async Task Search_ByVideo_HasEachVideoOnce()
    {
        var run = await clips.SearchAsync("snow", "--json", "--min-relevance", "0", "--group-by", "video");

        Assert.Equal(2, run.Json.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("videoId").GetString()).Distinct().Count());
        Assert.Equal(2, run.Json.GetProperty("hits").GetArrayLength());
    }

    [Fact]
    public async Task Search_NotTheSame_LeavesNothing()
    {
        // "a cat" can never describe a segment better than itself, so all stay; a phrase against itself in other words may go either way.
        Assert.Equal(4, (await clips.SearchAsync("a cat", "--not", "a cat", "--json", "--min-relevance", "0")).Json.GetProperty("hits").GetArrayLength());

        var forward = await clips.SearchAsync("a cat", "--not", "a dog", "--json", "--min-relevance", "0");
        var backward = await clips.SearchAsync("a dog", "--not", "a cat", "--json", "--min-relevance", "0");
        Assert.True(forward.Json.GetProperty("hits").GetArrayLength() < 4 || backward.Json.GetProperty("hits").GetArrayLength() < 4);
    }

    [Fact]
    public async Task Search_NothingRelevant_IsAnHonestEmptyAnswer()
    {
        var run = await clips.SearchAsync("zebra crossing", "--json", "--min-relevance", "1");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(0, run.Json.GetProperty("hits").GetArrayLength());
        Assert.Contains("Nothing matches \"zebra crossing\"", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Collection_LooksNowhereElse()
    {
        Assert.Equal(1, (await clips.SearchAsync("rain", "--collection", "news", "--json", "--min-relevance", "0")).Json.GetProperty("hits").GetArrayLength());
        Assert.Contains("nothing in the collection sport", (await clips.SearchAsync("rain", "--collection", "sport")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "--tag", "place=Oslo")]
    [InlineData(0, "--tag", "place=Oslo", "--tag", "year=1999")]
    [InlineData(1, "--title", "SHORT")]
    [InlineData(3, "--min-duration", "0:20")]
    [InlineData(1, "--max-duration", "2.5")]
    [InlineData(4, "--from", "2001-01-01")]
    [InlineData(0, "--to", "2001-01-01T12:00:00+02:00")]
    public async Task Search_Filter_LooksNowhereElse(int hits, params string[] filter)
    {
        var run = await clips.SearchAsync("rain", ["--json", "--min-relevance", "0", .. filter]);

        Assert.Equal((hits, hits), (run.Json.GetProperty("hits").GetArrayLength(), run.Json.GetProperty("searched").GetInt32()));
    }

    [Fact]
    public async Task Search_Video_LooksNowhereElse()
    {
        var all = await clips.SearchAsync("rain", "--json", "--min-relevance", "0");
        var longer = all.Json.GetProperty("hits").EnumerateArray().First(hit => hit.GetProperty("title").GetString() == "long");
        foreach (var named in new[] { longer.GetProperty("videoId").GetString()!, longer.GetProperty("videoId").GetString()![..12], longer.GetProperty("source").GetString()! })
        {
            var run = await clips.SearchAsync("rain", "--json", "--min-relevance", "0", "--video", named);

            Assert.Equal((3, 3), (run.Json.GetProperty("hits").GetArrayLength(), run.Json.GetProperty("searched").GetInt32()));
            Assert.All(run.Json.GetProperty("hits").EnumerateArray(), hit => Assert.Equal("long", hit.GetProperty("title").GetString()));
        }
    }

    [Fact]
    public async Task Search_LikeAMoment_AnswersWithTheOthersAndSaysWhich()
    {
        var all = await clips.SearchAsync("rain", "--json", "--min-relevance", "0");
        var example = all.Json.GetProperty("hits").EnumerateArray().First(hit => hit.GetProperty("title").GetString() == "long" && hit.GetProperty("startMs").GetInt32() == 0);

        var run = await clips.RunAsync("--like", $"{example.GetProperty("source").GetString()}@0:01", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["query", "model", "tookMs", "searched", "hits", "next", "notes", "like"], CommandRun.Members(run.Json));
        Assert.Equal((4, 3), (run.Json.GetProperty("searched").GetInt32(), run.Json.GetProperty("hits").GetArrayLength()));
        Assert.Equal((example.GetProperty("videoId").GetString(), 0), (run.Json.GetProperty("like").GetProperty("videoId").GetString(), run.Json.GetProperty("like").GetProperty("startMs").GetInt32()));
    }

    [Theory]
    [InlineData("Nothing to search for is given: name a TEXT, or a moment with --like.")]
    [InlineData("'0:10' is not a moment: expected a video, @, and seconds, M:SS or H:MM:SS, such as clips/a.mp4@0:10.", "--like", "0:10")]
    [InlineData("TEXT and --like are two searches: give one of them.", "rain", "--like", "abcdef@1")]
    [InlineData("--not belongs to a TEXT: it cannot be given with --like.", "--like", "abcdef@1", "--not", "snow")]
    [InlineData("--format and --json are two outputs: give one of them.", "rain", "--format", "csv", "--json")]
    [InlineData("An edl holds at most 999 moments: give a smaller --limit.", "rain", "--format", "edl", "--limit", "1000")]
    public async Task Search_OptionsThatDoNotGoTogether_SaysWhich(string sentence, params string[] arguments)
    {
        var run = await clips.RunAsync(arguments);

        Assert.Equal((2, sentence), (run.ExitCode, run.Error.Split('\n')[0].TrimEnd()));
    }

    [Fact]
    public async Task Search_AsList_PrintsWhatOtherProgramsRead()
    {
        var csv = await clips.SearchAsync("rain", "--min-relevance", "0", "--format", "csv");
        var edl = await clips.SearchAsync("rain", "--min-relevance", "0", "--format", "edl", "--fps", "24");

        Assert.Equal("title,from,to,relevance,score,file,videoId,link", csv.Lines[0].TrimEnd());
        Assert.Equal(5, csv.Lines.Length);
        Assert.Equal(["TITLE: rain", "FCM: NON-DROP FRAME"], edl.Lines[..2].Select(line => line.TrimEnd()));
        Assert.Equal(4, edl.Lines.Count(line => line.StartsWith("* FROM CLIP NAME: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Search_UnknownVideo_SaysSo()
    {
        var run = await clips.SearchAsync("rain", "--video", "abcdef0123");

        Assert.Equal((1, "There is no video 'abcdef0123' in this index: 'mote status' lists them."), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public async Task Search_Moments_SpanSegmentsThatFollowEachOther()
    {
        var run = await clips.SearchAsync("rain", "--json", "--min-relevance", "0", "--group-by", "moment", "--title", "long");

        var moment = Assert.Single(run.Json.GetProperty("hits").EnumerateArray());
        Assert.Equal((0, 23_000), (moment.GetProperty("startMs").GetInt32(), moment.GetProperty("endMs").GetInt32()));
        Assert.Equal([0, 1, 2], moment.GetProperty("segments").EnumerateArray().Select(number => number.GetInt32()));
    }

    [Fact]
    public async Task Search_Cursor_GoesOnWhereThePageEnded()
    {
        var all = await clips.SearchAsync("rain", "--json", "--min-relevance", "0");
        var first = await clips.SearchAsync("rain", "--json", "--min-relevance", "0", "--limit", "3");
        var second = await clips.SearchAsync("rain", "--json", "--min-relevance", "0", "--cursor", first.Json.GetProperty("next").GetString()!);

        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.Json.GetProperty("next").ValueKind);
        Assert.Equal(
            all.Json.GetProperty("hits").EnumerateArray().Select(hit => hit.GetRawText()),
            first.Json.GetProperty("hits").EnumerateArray().Concat(second.Json.GetProperty("hits").EnumerateArray()).Select(hit => hit.GetRawText()));
    }

    [Fact]
    public async Task Search_CursorOfAnotherSearch_IsRefusedInOneSentence()
    {
        var first = await clips.SearchAsync("rain", "--json", "--min-relevance", "0", "--limit", "1");
        var run = await clips.SearchAsync("snow", "--min-relevance", "0", "--cursor", first.Json.GetProperty("next").GetString()!);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("This cursor does not belong to this search: take the next of an earlier answer and leave everything else as it was.", run.Error.Trim());
    }

    [Fact]
    public async Task Search_Table_IsPlainWhenRedirected()
    {
        var run = await clips.SearchAsync("rain", "--min-relevance", "0");

        Assert.Contains("Relevance", run.Output, StringComparison.Ordinal);
        Assert.Contains("long.mp4#t=", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Fact]
    public async Task Search_AnotherModel_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var others = TinyBundle.Write(folder, "other", seed: 2);

        var named = await CommandRun.OfAsync("search", "rain", "--data", clips.Data, "--models", others, "--model", "other");
        var unnamed = await CommandRun.OfAsync("search", "rain", "--data", clips.Data, "--models", others);

        Assert.Equal((1, 1), (named.ExitCode, unnamed.ExitCode));
        Assert.Contains("made with the model tiny", named.Error, StringComparison.Ordinal);
        Assert.Contains("made with the model tiny", unnamed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_NoIndex_SaysHowToMakeOne() =>
        Assert.Contains("mote index", (await CommandRun.OfAsync("search", "rain", "--data", "/nowhere")).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Search_NoPhrase_SaysSo(string text)
    {
        var run = await clips.SearchAsync(text);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("give a phrase", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--limit", "0")]
    [InlineData("--min-relevance", "2")]
    [InlineData("--group-by", "year")]
    [InlineData("--tag", "place")]
    [InlineData("--from", "yesterday")]
    [InlineData("--min-duration", "long")]
    [InlineData("--max-duration", "-5")]
    public async Task Search_WrongOption_IsWrongUsage(params string[] options) => Assert.Equal(2, (await clips.SearchAsync("rain", options)).ExitCode);

    [Fact]
    public async Task Search_PhraseWithAtSign_IsNoResponseFile() => Assert.Equal(0, (await clips.SearchAsync("@home")).ExitCode);

    public sealed class IndexedClips : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public string Data => _folder.File("data");

        internal Task<CommandRun> SearchAsync(string text, params string[] options) => RunAsync([text, .. options]);

        internal Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(["search", .. arguments, "--data", Data, "--models", _folder.File("models")]);

        public async ValueTask InitializeAsync()
        {
            var models = TinyBundle.Write(_folder);
            var (longer, shorter) = (await TinyClips.PatternAsync(_folder, "long.mp4", 23), await TinyClips.PatternAsync(_folder, "short.mp4", 1, "testsrc2"));
            Assert.Equal(0, (await CommandRun.OfAsync("index", longer, "--data", Data, "--models", models)).ExitCode);
            Assert.Equal(0, (await CommandRun.OfAsync("index", shorter, "--collection", "news", "--tag", "place=Oslo", "--data", Data, "--models", models)).ExitCode);
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
