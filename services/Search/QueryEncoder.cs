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
    private readonly ClipTokenizer _tokenizer;
    private readonly TextEncoder _text;
    private readonly ArchiveVocabulary _vocabulary;
    private readonly TextCache _cache = new();

    /// <exception cref="UserErrorException">The model has no tokenizer or no archive vocabulary.</exception>
    public QueryEncoder(ModelBundle bundle)
    {
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
        return new EncodedText(vector, _vocabulary.Similarities(vector), NotesOn(parts));
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

    private static string[] NotesOn(TextParts parts)
    {
        if (parts.Tokens.Count == 1 && parts.IsWhole)
            return [];
        var read = string.Create(CultureInfo.InvariantCulture, $"The text is longer than the model reads at once, so {parts.Tokens.Count} parts of it were read and count alike");
        return [parts.IsWhole ? $"{read}." : $"{read}; the rest was left out."];
    }
}
