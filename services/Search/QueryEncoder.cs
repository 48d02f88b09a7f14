using System.Globalization;
using System.Numerics.Tensors;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Search;

/// <summary>Turns texts into what segments are compared with. A text is encoded as it is, without prompt templates, and remembered. Safe for concurrent use.</summary>
internal sealed class QueryEncoder : IDisposable
{
    private const int MostWordsNamed = 5;
    private const int LongestWordNamed = 30;

    private readonly ClipTokenizer _tokenizer;
    private readonly TextEncoder _text;
    private readonly ArchiveVocabulary _vocabulary;
    private readonly TextCache _cache = new();
    private readonly bool _namesFragments;

    /// <param name="bundle">The model.</param>
    /// <param name="namesFragments">Whether the model does not know words that it has no token of its own for, so that a person should hear of them.</param>
    /// <exception cref="UserErrorException">The model has no tokenizer or no archive vocabulary.</exception>
    public QueryEncoder(ModelBundle bundle, bool namesFragments)
    {
        _namesFragments = namesFragments;
        _tokenizer = bundle.OpenTokenizer();
        _vocabulary = bundle.OpenArchiveVocabulary();
        _text = bundle.OpenTextEncoder();
    }

    /// <exception cref="UserErrorException">There is nothing in the text that a model could read.</exception>
    public EncodedText Encode(string text) => _cache.Get(text, Read);

    public void Dispose()
    {
        _text.Dispose();
        _cache.Dispose();
    }

    private EncodedText Read(string text)
    {
        var parts = TextParts.Of(text, _tokenizer, _text.MaxTokens);
        if (parts.Tokens.Count == 0)
            throw new UserErrorException(string.IsNullOrWhiteSpace(text) ? "There is nothing to search for: give a phrase." : "There is nothing readable in this text: give a phrase.");

        var vector = Mean(_text.Encode(parts.Tokens));
        var fragments = WordFragments.Of([.. parts.Tokens.SelectMany(part => part)], _tokenizer);
        return new EncodedText(vector, _vocabulary.Similarities(vector), fragments.Share, [.. NotesOn(parts), .. NotesOn(fragments)]);
    }

    // The mean of what the parts mean, each as important as the other.
    private static float[] Mean(float[][] parts)
    {
        if (parts is [var only])
            return only;
        var sum = new float[parts[0].Length];
        foreach (var part in parts)
        {
            TensorPrimitives.Add(sum, part, sum);
        }

        return UnitVector.Of(sum);
    }

    private IEnumerable<string> NotesOn(WordFragments fragments)
    {
        if (!_namesFragments || fragments.Words.Count == 0)
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
