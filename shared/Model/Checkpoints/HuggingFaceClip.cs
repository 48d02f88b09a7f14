using System.Text.RegularExpressions;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>
/// A CLIP model in the Hugging Face layout, presented with OpenAI's names: projections transposed, q, k and v joined, <c>position_ids</c> left out.
/// Its metadata are those of <see cref="ClipMetadataKeys"/>, out of <c>config.json</c>.
/// </summary>
/// <remarks>Source: specification section 2.8, quirk Q27. Strict: an unknown key is an error, and so is a layer that is not whole.</remarks>
public sealed partial class HuggingFaceClip : DerivedTensors
{
    internal const string ConfigName = "config.json";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["logit_scale"] = "logit_scale",
        ["vision_model.embeddings.class_embedding"] = "visual.class_embedding",
        ["vision_model.embeddings.patch_embedding.weight"] = "visual.conv1.weight",
        ["vision_model.embeddings.position_embedding.weight"] = "visual.positional_embedding",
        ["vision_model.pre_layrnorm.weight"] = "visual.ln_pre.weight", // misspelt in the published files
        ["vision_model.pre_layrnorm.bias"] = "visual.ln_pre.bias",
        ["vision_model.post_layernorm.weight"] = "visual.ln_post.weight",
        ["vision_model.post_layernorm.bias"] = "visual.ln_post.bias",
        ["text_model.embeddings.token_embedding.weight"] = "token_embedding.weight",
        ["text_model.embeddings.position_embedding.weight"] = "positional_embedding",
        ["text_model.final_layer_norm.weight"] = "ln_final.weight",
        ["text_model.final_layer_norm.bias"] = "ln_final.bias",
    };

    private static readonly Dictionary<string, string> Transposed = new(StringComparer.Ordinal)
    {
        ["visual_projection.weight"] = "visual.proj",
        ["text_projection.weight"] = "text_projection",
    };

    private static readonly Dictionary<string, string> BlockParts = new(StringComparer.Ordinal)
    {
        ["self_attn.out_proj"] = "attn.out_proj",
        ["layer_norm1"] = "ln_1",
        ["layer_norm2"] = "ln_2",
        ["mlp.fc1"] = "mlp.c_fc",
        ["mlp.fc2"] = "mlp.c_proj",
    };

    private HuggingFaceClip(string origin, ITensorSource weights, HuggingFaceConfig config)
        : base(origin, Derive(origin, weights, config), config.ToMetadata(), weights)
    {
    }

    /// <summary>Opens a folder with <c>config.json</c> and the weights: safetensors or PyTorch, whole or in shards.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="CheckpointException">It holds no CLIP model, or one that is not whole.</exception>
    public static HuggingFaceClip Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var config = Path.Combine(folder, ConfigName);
        return File.Exists(config)
            ? Open(HuggingFaceWeights.Open(folder), config)
            : throw new CheckpointException($"The folder {folder} has no {ConfigName}: it is not in the Hugging Face layout.");
    }

    /// <summary>Presents weights that are open already; disposes them when that fails.</summary>
    internal static HuggingFaceClip Open(ITensorSource weights, string configPath)
    {
        try
        {
            return new HuggingFaceClip(Path.GetDirectoryName(configPath)!, weights, HuggingFaceConfig.Read(configPath));
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    internal static bool Recognises(ITensorSource source) => source.Tensors.ContainsKey("vision_model.embeddings.class_embedding");

    private static List<DerivedTensor> Derive(string origin, ITensorSource weights, HuggingFaceConfig config)
    {
        var derived = new List<DerivedTensor>();
        var joined = new Dictionary<string, NamedTensor?[]>(StringComparer.Ordinal);
        foreach (var tensor in weights.Tensors.Values)
        {
            var layer = LayerKey().Match(tensor.Name);
            if (Names.TryGetValue(tensor.Name, out var name))
                derived.Add(DerivedTensor.PassedOn(weights, tensor, name));
            else if (Transposed.TryGetValue(tensor.Name, out name))
                derived.Add(Transpose(origin, weights, tensor, name));
            else if (layer.Success && BlockParts.TryGetValue(layer.Groups["part"].Value, out var part))
                derived.Add(DerivedTensor.PassedOn(weights, tensor, $"{Block(layer)}.{part}.{layer.Groups["kind"].Value}"));
            else if (layer.Success && layer.Groups["part"].Value is "self_attn.q_proj" or "self_attn.k_proj" or "self_attn.v_proj")
                Slots(joined, $"{Block(layer)}.attn.in_proj_{layer.Groups["kind"].Value}")[SlotOf(layer)] = tensor;
            else if (!tensor.Name.EndsWith(".position_ids", StringComparison.Ordinal))
                throw new CheckpointException($"{origin}: tensor {Quoted.Name(tensor.Name)} has no place in a CLIP model.");
        }

        derived.AddRange(joined.Select(entry => Join(origin, weights, entry.Key, entry.Value)));
        CheckLayers(origin, derived, "visual.transformer.resblocks.", config.VisionLayers);
        CheckLayers(origin, derived, "transformer.resblocks.", config.TextLayers);
        return derived;
    }

    private static string Block(Match layer) =>
        $"{(layer.Groups["tower"].Value == "vision" ? "visual." : "")}transformer.resblocks.{layer.Groups["number"].Value}";

    /// <summary>0 for q, 1 for k, 2 for v.</summary>
    private static int SlotOf(Match layer) => "qkv".IndexOf(layer.Groups["part"].Value["self_attn.".Length], StringComparison.Ordinal);

    private static NamedTensor?[] Slots(Dictionary<string, NamedTensor?[]> joined, string name) =>
        joined.TryGetValue(name, out var slots) ? slots : joined[name] = new NamedTensor?[3];

    private static DerivedTensor Transpose(string origin, ITensorSource weights, NamedTensor tensor, string name)
    {
        if (tensor.Shape is not [var rows, var columns])
            throw new CheckpointException($"{origin}: tensor {Quoted.Name(tensor.Name)} is {Quoted.Shape(tensor.Shape)}; a matrix was expected.");
        return DerivedTensor.Computed(tensor with { Name = name, Shape = [columns, rows] }, () =>
        {
            var values = weights.ReadFloats(tensor.Name);
            var transposed = new float[values.Length];
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                    transposed[(column * rows) + row] = values[(row * columns) + column];
            }

            return transposed;
        });
    }

    private static DerivedTensor Join(string origin, ITensorSource weights, string name, NamedTensor?[] slots)
    {
        if (slots is not [{ Shape.Count: 1 or 2 } q, { } k, { } v])
            throw new CheckpointException($"{origin}: q_proj, k_proj or v_proj for {Quoted.Name(name)} is missing or misshapen.");
        if (!k.Shape.SequenceEqual(q.Shape) || !v.Shape.SequenceEqual(q.Shape) || k.Type != q.Type || v.Type != q.Type)
            throw new CheckpointException($"{origin}: q_proj, k_proj and v_proj for {Quoted.Name(name)} differ in shape or type.");
        return DerivedTensor.Computed(
            new NamedTensor(name, q.Type, [3 * q.Shape[0], .. q.Shape.Skip(1)]),
            () => [.. weights.ReadFloats(q.Name), .. weights.ReadFloats(k.Name), .. weights.ReadFloats(v.Name)]);
    }

    /// <summary>As many layers as the configuration says: a missing last layer would otherwise look like a smaller model.</summary>
    private static void CheckLayers(string origin, List<DerivedTensor> derived, string prefix, long? expected)
    {
        var count = derived.Where(tensor => tensor.Tensor.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(tensor => tensor.Tensor.Name[prefix.Length..].Split('.')[0])
            .Distinct(StringComparer.Ordinal)
            .Count();
        if (expected is { } layers && layers != count)
            throw new CheckpointException($"{origin}: {ConfigName} names {layers} layers and the weights have {count} under {prefix.TrimEnd('.')}.");
    }

    [GeneratedRegex(
        @"^(?<tower>vision|text)_model\.encoder\.layers\.(?<number>[0-9]{1,4})\.(?<part>[a-z_0-9.]+)\.(?<kind>weight|bias)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LayerKey();
}
