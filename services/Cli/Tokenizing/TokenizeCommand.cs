using System.CommandLine;
using System.Text.Json;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Cli.Tokenizing;

/// <summary><c>mote tokenize</c>: the token ids of texts, without start and end tokens.</summary>
internal static class TokenizeCommand
{
    public static Command Create(Terminal terminal)
    {
        var vocabulary = new Option<string>("--vocab") { Description = "Vocabulary in the published format (bpe_simple_vocab_16e6.txt.gz, or a bundle's vocabulary.bpe.gz)", HelpName = "FILE", Required = true };
        var texts = new Option<string>("--texts") { Description = "JSON array of texts, or of objects with a \"text\"", HelpName = "FILE", Required = true };
        var noRepair = new Option<bool>("--no-repair") { Description = "Leave mojibake, ligatures, full-width forms and curly quotes as they are" };
        var json = CommonOptions.Json();
        var command = new Command("tokenize", "Prints the token ids of texts, without start and end tokens") { vocabulary, texts, noRepair, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wanted = await ReadTextsAsync(parsed.GetRequiredValue(texts), cancellationToken);
            // As published: special strings keep their own ids here, while a query loses them.
            var cleaning = new TextCleaning { StripsSpecialStrings = false, RepairsText = !parsed.GetValue(noRepair) };
            var tokenizer = new ClipTokenizer(BytePairVocabulary.Load(parsed.GetRequiredValue(vocabulary)), cleaning);
            var lines = wanted.Select(text => new TokenizedText(text, tokenizer.Encode(text)));
            if (parsed.GetValue(json))
                terminal.WriteJson(lines);
            else
                Print(lines, terminal);

            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(IEnumerable<TokenizedText> lines, Terminal terminal)
    {
        foreach (var line in lines)
        {
            terminal.Output.WriteLine($"{string.Join(' ', line.Ids)}\t{line.Text.ReplaceLineEndings(" ")}");
        }
    }

    private static async Task<List<string>> ReadTextsAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            using var document = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken);
            return [.. document.RootElement.EnumerateArray().Select(TextOf)];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The texts {path} cannot be read: {cause.Message}", cause);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new UserErrorException($"{path} is not a JSON array of texts, nor of objects with a \"text\": {cause.Message}", cause);
        }
    }

    private static string TextOf(JsonElement element) =>
        (element.ValueKind == JsonValueKind.Object ? element.GetProperty("text") : element).GetString() ?? string.Empty;
}
