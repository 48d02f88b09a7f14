using System.Text.Json;
using MoTE.Indexing.Model.Tokenization.TextRepair;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Tokenization.TextRepair;

public sealed class TextRepairerTests
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData("everyday", 20)]
    [InlineData("mojibake", 5)]
    public void Repair_ReferenceTexts_EqualPublished(string kind, int atLeast)
    {
        var rows = ReferenceText.Read(ReferenceFixtures.Require("tokenizer_repaired.json")).Where(row => row.Kind == kind).ToList();
        Assert.True(rows.Count >= atLeast, $"{rows.Count} rows of kind {kind}");
        Assert.All(rows, row => Assert.Equal(row.Repaired, TextRepairer.Repair(row.Text)));
    }

    /// <summary>561 texts damaged in ten encodings, recorded with ftfy 6.3.1 by Recorded/record.py.</summary>
    [Fact]
    public void Repair_RecordedTexts_EqualPublished()
    {
        using var stream = typeof(TextRepairerTests).Assembly.GetManifestResourceStream("text-repair.json");
        var rows = JsonSerializer.Deserialize<RecordedText[]>(stream!, _json)!;
        Assert.True(rows.Length > 500, $"{rows.Length} rows");
        Assert.All(rows, row => Assert.Equal(Text(row.Repaired), TextRepairer.Repair(Text(row.Text))));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a photo of a cat", "a photo of a cat")]
    [InlineData("schÃ¶n", "schön")]
    [InlineData("schÃƒÂ¶n", "schön")]
    [InlineData("un gateau Ã la carte", "un gateau à la carte")]
    [InlineData("â€œso sayâ€\uFFFD they", "\"so say\uFFFD they")]
    [InlineData("РїСЂРёРІРµС‚", "привет")]
    [InlineData("ă\u0083\u0084", "ツ")]
    [InlineData("Å is a letter, Ã too", "Å is a letter, Ã too")]
    [InlineData("90’s \u0093quotes\u0094", "90's \"quotes\"")]
    public void Repair_Mojibake_IsUndone(string text, string expected) => Assert.Equal(expected, TextRepairer.Repair(text));

    [Theory]
    [InlineData("&lt;b&gt; &amp;amp; &eacute;", "<b> & é")]
    [InlineData("<i>&eacute;</i>", "<i>&eacute;</i>")]
    [InlineData("&EACUTE;&SZLIG;&nTILDE;", "ÉSS&nTILDE;")]
    [InlineData("this&not that", "this&not that")]
    [InlineData("&#233;&#xE9;&#xzz;&#59;&#128;", "éé&#xzz;&#59;€")]
    public void Repair_References_OnlyUnambiguousOnes(string text, string expected) => Assert.Equal(expected, TextRepairer.Repair(text));

    // Lone surrogates survive in code, not in attributes.
    [Fact]
    public void Repair_LoneSurrogates_BecomeReplacements()
    {
        Assert.Equal("\uFFFD", TextRepairer.Repair("\uD83D"));
        Assert.Equal("a\uFFFDb\uFFFD", TextRepairer.Repair("a\uDE00b\uD83D"));
        Assert.Equal("\U0001F600", TextRepairer.Repair("\uD83D" + "\uDE00"));
    }

    [Theory]
    [InlineData("\u001b[36;44mblue\u001b[0m", "blue")]
    [InlineData("\u001b[unfinished", "nfinished")]
    [InlineData("\u001b[12", "[12")]
    [InlineData("\u001b(x", "(x")]
    public void Repair_TerminalEscapes_AreRemoved(string text, string expected) => Assert.Equal(expected, TextRepairer.Repair(text));

    [Fact]
    public void Repair_Repaired_IsStable()
    {
        using var stream = typeof(TextRepairerTests).Assembly.GetManifestResourceStream("text-repair.json");
        var rows = JsonSerializer.Deserialize<RecordedText[]>(stream!, _json)!;
        // What is in one line stays as it is: a second repair finds nothing, unless an angle bracket came in with the first.
        var lines = rows.Select(row => Text(row.Repaired)).Where(text => !text.Contains('<', StringComparison.Ordinal) && !text.Contains('\n', StringComparison.Ordinal));
        Assert.All(lines, text => Assert.Equal(text, TextRepairer.Repair(text)));
    }

    private static string Text(int[] units) => new(Array.ConvertAll(units, unit => (char)unit));

    private sealed record RecordedText(int[] Text, int[] Repaired);
}
