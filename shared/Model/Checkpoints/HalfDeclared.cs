namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>
/// The published loader declares part of CLIP in half precision and converts to single precision afterwards: values of those tensors are rounded to
/// half precision, whatever the file holds. (Specification sections 2.5 and Q25. Exact, and so without effect, for OpenAI's own files.)
/// </summary>
public static class HalfDeclared
{
    private static readonly string[] Whole = ["text_projection", "visual.proj", "visual.conv1.weight"];
    private static readonly string[] Towers = ["visual.transformer.resblocks.", "transformer.resblocks."];
    private static readonly string[] Parts = [".attn.in_proj_", ".attn.out_proj.", ".mlp.c_fc.", ".mlp.c_proj."];

    /// <summary>
    /// True for convolution and linear weights and biases, attention projections and the two output projections of CLIP; false for LayerNorms,
    /// embeddings, positions and <c>logit_scale</c>.
    /// </summary>
    /// <param name="key">A key in OpenAI's layout. Keys of a temporal head share prefixes with CLIP's text tower and must not be asked.</param>
    public static bool Contains(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Whole.Contains(key, StringComparer.Ordinal)
            || (Array.Exists(Towers, tower => key.StartsWith(tower, StringComparison.Ordinal))
                && Array.Exists(Parts, part => key.Contains(part, StringComparison.Ordinal)));
    }

    /// <summary>Rounds each value to the nearest half-precision number, ties to even; beyond 65504 that is infinity, as in the published loader.</summary>
    /// <param name="values">Changed in place.</param>
    public static void Round(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(Half)values[i];
    }
}
