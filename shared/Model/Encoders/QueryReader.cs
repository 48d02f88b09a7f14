using System.Numerics.Tensors;
using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Model.Encoders;

/// <summary>Reads texts that people search for: a single word through the prompt templates, everything else as it is, and what is too long in parts.</summary>
/// <remarks>Holds the encoder without owning it. Safe for concurrent use.</remarks>
/// <param name="encoder">The text tower.</param>
/// <param name="tokenizer">The model's tokenizer.</param>
/// <param name="templates">The bundle's prompt templates.</param>
public sealed class QueryReader(TextEncoder encoder, ClipTokenizer tokenizer, IReadOnlyList<string> templates)
{
    // A longer word is no word, and templates with it might not fit.
    private const int MostTokensOfAWord = 8;

    /// <summary>Reads a text.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>Null when nothing readable is in it.</returns>
    public QueryText? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = TextParts.Of(text, tokenizer, encoder.MaxTokens);
        return parts.Tokens switch
        {
            [] => null,
            [{ Length: <= MostTokensOfAWord } word] when IsOneWord(word) => new QueryText(PromptEnsemble.Encode(encoder, [text.Trim()], templates, tokenizer.Encode)[0], parts),
            _ => new QueryText(Mean(encoder.Encode(parts.Tokens)), parts),
        };
    }

    private bool IsOneWord(int[] tokens) => tokens.Count(tokenizer.Vocabulary.EndsWord) == 1;

    // What the parts mean together, each as important as the other.
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
}
