using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Demo.Evaluation;

/// <summary>What an evaluation needs of a model. The parts are not disposed here.</summary>
/// <param name="Video">Embeds views.</param>
/// <param name="Text">Embeds texts.</param>
/// <param name="Tokenizer">Turns texts into ids.</param>
/// <param name="Templates">Prompt templates; "{}" stands for the class name.</param>
/// <param name="Candidates">The archive vocabulary.</param>
/// <param name="FramesPerView">T.</param>
public sealed record EvaluatedModel(
    VideoEncoder Video, TextEncoder Text, ClipTokenizer Tokenizer, IReadOnlyList<string> Templates, ArchiveVocabulary Candidates, int FramesPerView)
{
    private const int ViewsPerBatch = 16;

    /// <summary>Side R of the model's pictures.</summary>
    public int Resolution => Video.Configuration.Resolution;

    /// <summary>S, unit rows.</summary>
    public IReadOnlyList<float[]> FineTuningClasses => Video.FineTuningClasses;

    /// <summary>Embeds views.</summary>
    /// <param name="films">Per view: planar RGB, 8 bits, [T, 3, R, R].</param>
    public IReadOnlyList<ViewEmbedding> Embed(IReadOnlyList<byte[]> films) =>
        [.. films.Chunk(ViewsPerBatch).SelectMany(batch => Video.Encode(batch.SelectMany(film => film).ToArray(), batch.Length))];

    /// <summary>Unit vectors of raw sentences.</summary>
    public float[][] Encode(IReadOnlyList<string> sentences) => Text.Encode([.. sentences.Select(Tokenizer.Encode)]);

    /// <summary>Unit vectors of class names, by the prompt ensemble.</summary>
    public float[][] ClassFeatures(IReadOnlyList<string> names) => PromptEnsemble.Encode(Text, names, Templates, Tokenizer.Encode);

    /// <summary>Scores of every view for a query, at a fixed gain or at each view's own for the archive vocabulary and the query.</summary>
    public float[] Score(IReadOnlyList<ViewEmbedding> views, float[] query, float? gain)
    {
        var similarities = Candidates.Similarities(query);
        return [.. views.Select(view => ViewScore.Score(view, query, gain ?? ArchiveVocabulary.GainWith(view, Candidates.Fit(view), query, similarities)))];
    }
}
