using System.Numerics.Tensors;

namespace MoTE.Indexing.Model.Encoders;

/// <summary>One vector per class from many prompts: normalise each, average, normalise again (specification 6.2, Q6).</summary>
public static class PromptEnsemble
{
    private const int ClassesAtOnce = 64;

    /// <summary>Encodes class names or phrases.</summary>
    /// <param name="encoder">The text tower.</param>
    /// <param name="names">Class names, exactly as written in their list.</param>
    /// <param name="templates">At least one template with <see cref="PromptTemplates.Placeholder"/>.</param>
    /// <param name="tokenize">Token ids of a sentence, without start and end token.</param>
    /// <param name="cancellationToken">Stops between groups of classes.</param>
    /// <returns>One unit vector [D] per name, in order.</returns>
    public static float[][] Encode(
        TextEncoder encoder,
        IReadOnlyList<string> names,
        IReadOnlyList<string> templates,
        Func<string, IReadOnlyList<int>> tokenize,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(tokenize);
        ArgumentOutOfRangeException.ThrowIfLessThan(templates.Count, 1);
        var vectors = new List<float[]>();
        foreach (var some in names.Chunk(ClassesAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var prompts = encoder.Encode([.. some.SelectMany(name => templates.Select(template => tokenize(PromptTemplates.Fill(template, name))))]);
            vectors.AddRange(prompts.Chunk(templates.Count).Select(Average));
        }

        return [.. vectors];
    }

    private static float[] Average(float[][] prompts)
    {
        var mean = new float[prompts[0].Length];
        foreach (var prompt in prompts)
            TensorPrimitives.Add(mean, prompt, mean);
        return UnitVector.Of(mean);
    }
}
