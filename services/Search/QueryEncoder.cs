using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Search;

/// <summary>Turns a phrase into what the index compares with segments. The phrase is encoded as it is, once.</summary>
internal sealed class QueryEncoder : IDisposable
{
    private readonly ModelBundle _bundle;
    private readonly ClipTokenizer _tokenizer;
    private readonly TextEncoder _text;
    private readonly ArchiveVocabulary _vocabulary;

    public QueryEncoder(ModelBundle bundle)
    {
        _bundle = bundle;
        _tokenizer = bundle.OpenTokenizer();
        _vocabulary = bundle.OpenArchiveVocabulary();
        _text = bundle.OpenTextEncoder();
    }

    /// <exception cref="UserErrorException">Nothing is left of the phrase, or it is too long for the model.</exception>
    public SegmentQuery Encode(string text, int count, VideoFilter filter)
    {
        var tokens = _tokenizer.Encode(text);
        if (tokens.Length == 0)
            throw new UserErrorException($"Nothing can be searched in \"{text}\": give a phrase.");

        var vector = _text.Encode([tokens])[0];
        return new SegmentQuery(_bundle.Fingerprint, vector, _vocabulary.Similarities(vector), count) { Filter = filter };
    }

    public void Dispose() => _text.Dispose();
}
