using System.Globalization;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Search;

/// <summary>Turns texts into what segments are compared with. Texts are remembered. Safe for concurrent use.</summary>
internal sealed class QueryEncoder : IDisposable
{
    private const int MostWordsNamed = 5;
    private const int LongestWordNamed = 30;

    private readonly ClipTokenizer _tokenizer;
    private readonly TextEncoder _text;
    private readonly QueryReader _reader;
    private readonly TextCache _cache = new();
    private readonly QueryRelevance _relevance;

    /// <param name="bundle">The model.</param>
    /// <param name="relevance">Says which words the model does not know.</param>
    /// <exception cref="UserErrorException">The model has no tokenizer or no archive vocabulary.</exception>
    public QueryEncoder(ModelBundle bundle, QueryRelevance relevance)
    {
        _relevance = relevance;
        _tokenizer = bundle.OpenTokenizer();
        Vocabulary = bundle.OpenArchiveVocabulary();
        _text = bundle.OpenTextEncoder();
        _reader = new QueryReader(_text, _tokenizer, bundle.Manifest.PromptTemplates);
    }

    /// <summary>C0, for gains of further texts.</summary>
    public ArchiveVocabulary Vocabulary { get; }

    /// <exception cref="UserErrorException">There is nothing in the text that a model could read.</exception>
    public EncodedText Encode(string text) => _cache.Get(text, Read);

    public void Dispose()
    {
        _text.Dispose();
        _cache.Dispose();
    }

    private EncodedText Read(string text)
    {
        if (_reader.Read(text) is not { } read)
            throw new UserErrorException(string.IsNullOrWhiteSpace(text) ? "There is nothing to search for: give a phrase." : "There is nothing readable in this text: give a phrase.");

        var fragments = _relevance.FragmentsOf([.. read.Parts.Tokens.SelectMany(part => part)], _tokenizer);
        return new EncodedText(read.Vector, Vocabulary.Similarities(read.Vector), fragments.Share, [.. NotesOn(read.Parts), .. NotesOn(fragments)]);
    }

    private IEnumerable<string> NotesOn(WordFragments fragments)
    {
        if (!_relevance.MindsFragments || fragments.Words.Count == 0)
            yield break;
        var named = string.Join(", ", fragments.Words.Take(MostWordsNamed).Select(word => $"\"{Shortened(word)}\""));
        yield return $"The model does not know {named}{(fragments.Words.Count > MostWordsNamed ? " and other words" : "")}.";
    }

    private static string Shortened(string word)
    {
        if (word.Length <= LongestWordNamed)
            return word;
        var length = char.IsHighSurrogate(word[LongestWordNamed - 1]) ? LongestWordNamed - 1 : LongestWordNamed;
        return $"{word[..length]}…";
    }

    private static string[] NotesOn(TextParts parts)
    {
        if (parts.Tokens.Count == 1 && parts.IsWhole)
            return [];
        var read = string.Create(CultureInfo.InvariantCulture, $"The text is longer than the model reads at once, so {parts.Tokens.Count} parts of it were read and count alike");
        return [parts.IsWhole ? $"{read}." : $"{read}; the rest was left out."];
    }
}
