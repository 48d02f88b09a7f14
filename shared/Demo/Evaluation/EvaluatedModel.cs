using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Demo.Evaluation;

/// <summary>A bundle with all that an evaluation needs of it loaded.</summary>
public sealed class EvaluatedModel : IDisposable
{
    private const int ViewsPerBatch = 16;

    private readonly VideoEncoder _video;
    private readonly TextEncoder _text;
    private readonly ClipTokenizer _tokenizer;
    private readonly IReadOnlyList<string> _templates;
    private readonly QueryReader _reader;
    private readonly float _logitScale;
    private readonly Lazy<QueryRelevance> _relevance;

    private EvaluatedModel(ModelBundle bundle)
    {
        _video = bundle.OpenVideoEncoder();
        _text = bundle.OpenTextEncoder();
        _tokenizer = bundle.OpenTokenizer();
        Candidates = bundle.OpenArchiveVocabulary();
        _relevance = new Lazy<QueryRelevance>(bundle.OpenRelevance);
        ArchiveFeatures = bundle.ReadArchiveFeatures();
        _logitScale = bundle.Manifest.LogitScale;
        _templates = bundle.Manifest.PromptTemplates;
        _reader = new QueryReader(_text, _tokenizer, _templates);
        FramesPerView = bundle.Manifest.FramesPerView;
    }

    /// <summary>Frames per view, T.</summary>
    public int FramesPerView { get; }

    /// <summary>C0.</summary>
    public ArchiveVocabulary Candidates { get; }

    /// <summary>Relevance as the bundle has it.</summary>
    /// <exception cref="CheckpointException">Its calibration is none, or of another version.</exception>
    public QueryRelevance Relevance => _relevance.Value;

    /// <summary>Unit vectors of the archive vocabulary.</summary>
    public IReadOnlyList<float[]> ArchiveFeatures { get; }

    /// <summary>Side R of the model's pictures.</summary>
    public int Resolution => _video.Configuration.Resolution;

    /// <summary>S, unit rows.</summary>
    public IReadOnlyList<float[]> FineTuningClasses => _video.FineTuningClasses;

    /// <summary>Loads a bundle.</summary>
    public static EvaluatedModel Of(ModelBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return new EvaluatedModel(bundle);
    }

    /// <summary>Relevance as it would be if the bundle carried another calibration, or none.</summary>
    public QueryRelevance RelevanceBy(RelevanceCalibration? calibration) => new(ArchiveFeatures, _logitScale, calibration);

    /// <summary>Embeds views.</summary>
    /// <param name="films">Per view: planar RGB, 8 bits, [T, 3, R, R].</param>
    public IReadOnlyList<ViewEmbedding> Embed(IReadOnlyList<byte[]> films) =>
        [.. films.Chunk(ViewsPerBatch).SelectMany(batch => _video.Encode(batch.SelectMany(film => film).ToArray(), batch.Length))];

    /// <summary>Unit vectors of raw sentences.</summary>
    public float[][] Encode(IReadOnlyList<string> sentences) => _text.Encode([.. sentences.Select(_tokenizer.Encode)]);

    /// <summary>Unit vectors of texts as a search reads them.</summary>
    public float[][] EncodeQueries(IReadOnlyList<string> texts) => [.. texts.Select(text => _reader.Read(text)?.Vector ?? throw new ArgumentException($"'{text}' has no words.", nameof(texts)))];

    /// <summary>Share of a sentence's tokens that only make up words together.</summary>
    public float FragmentShare(string sentence) => Relevance.FragmentsOf(_tokenizer.Encode(sentence), _tokenizer).Share;

    /// <summary>Words of a sentence that the vocabulary has no token of their own for, and what share of its tokens they make.</summary>
    public WordFragments Fragments(string sentence) => RelevanceBy(calibration: null).FragmentsOf(_tokenizer.Encode(sentence), _tokenizer);

    /// <summary>Unit vectors of class names, by the prompt ensemble.</summary>
    public float[][] ClassFeatures(IReadOnlyList<string> names) => PromptEnsemble.Encode(_text, names, _templates, _tokenizer.Encode);

    /// <summary>Scores of every view for a query, at a fixed gain or at each view's own for the archive vocabulary and the query.</summary>
    public float[] Score(IReadOnlyList<ViewEmbedding> views, float[] query, float? gain)
    {
        var similarities = Candidates.Similarities(query);
        return [.. views.Select(view => ViewScore.Score(view, query, gain ?? ArchiveVocabulary.GainWith(view, Candidates.Fit(view), query, similarities)))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _video.Dispose();
        _text.Dispose();
    }
}
