using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Tests.Bundles;

/// <summary>Writes a CLIP in OpenAI's layout as a folder in the Hugging Face layout, with the vocabulary as its tokenizers have it.</summary>
internal static class HuggingFaceFolder
{
    private static readonly (string OpenAi, string HuggingFace)[] _names =
    [
        ("visual.class_embedding", "vision_model.embeddings.class_embedding"),
        ("visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight"),
        ("visual.positional_embedding", "vision_model.embeddings.position_embedding.weight"),
        ("visual.ln_pre.", "vision_model.pre_layrnorm."),
        ("visual.ln_post.", "vision_model.post_layernorm."),
        ("visual.transformer.resblocks.", "vision_model.encoder.layers."),
        ("visual.proj", "visual_projection.weight"),
        ("token_embedding.weight", "text_model.embeddings.token_embedding.weight"),
        ("positional_embedding", "text_model.embeddings.position_embedding.weight"),
        ("ln_final.", "text_model.final_layer_norm."),
        ("transformer.resblocks.", "text_model.encoder.layers."),
        ("text_projection", "text_projection.weight"),
        ("logit_scale", "logit_scale"),
    ];

    private static readonly (string OpenAi, string HuggingFace)[] _parts =
        [("attn.out_proj", "self_attn.out_proj"), ("ln_1", "layer_norm1"), ("ln_2", "layer_norm2"), ("mlp.c_fc", "mlp.fc1"), ("mlp.c_proj", "mlp.fc2")];

    public static string Write(string folder, TinyModel model)
    {
        Directory.CreateDirectory(folder);
        using var clip = SafetensorsFile.Open(model.ClipPath);
        using var renamed = new MemoryTensors();
        foreach (var tensor in clip.Tensors.Values)
            Add(renamed, tensor, clip.ReadFloats(tensor.Name));
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), renamed);
        var size = model.Vocabulary.Size;
        File.WriteAllText(
            Path.Combine(folder, "config.json"),
            $$$"""
            {"model_type":"clip",
             "vision_config":{"num_attention_heads":1,"num_hidden_layers":1,"hidden_act":"quick_gelu"},
             "text_config":{"num_attention_heads":1,"num_hidden_layers":1,"hidden_act":"quick_gelu","bos_token_id":{{{size - 2}}},"eos_token_id":{{{size - 1}}}}}
            """);
        File.WriteAllLines(Path.Combine(folder, "merges.txt"), ["#version: 0.2", .. model.Vocabulary.Merges.Select(merge => $"{merge.Left} {merge.Right}")]);
        return folder;
    }

    private static void Add(MemoryTensors renamed, NamedTensor tensor, float[] values)
    {
        var (openAi, huggingFace) = _names.First(pair => tensor.Name.StartsWith(pair.OpenAi, StringComparison.Ordinal));
        var name = huggingFace + tensor.Name[openAi.Length..];
        foreach (var (part, renamedPart) in _parts)
            name = name.Replace(part, renamedPart, StringComparison.Ordinal);
        if (name.Contains("attn.in_proj_", StringComparison.Ordinal))
        {
            var third = values.Length / 3;
            foreach (var (letter, start) in new[] { ('q', 0), ('k', third), ('v', 2 * third) })
            {
                renamed.Add(
                    name.Replace("attn.in_proj_", $"self_attn.{letter}_proj.", StringComparison.Ordinal),
                    [tensor.Shape[0] / 3, .. tensor.Shape.Skip(1)],
                    values.AsSpan(start, third).ToArray());
            }
        }
        else if (name.EndsWith("_projection.weight", StringComparison.Ordinal))
        {
            var (rows, columns) = ((int)tensor.Shape[0], (int)tensor.Shape[1]);
            renamed.Add(name, [columns, rows], [.. Enumerable.Range(0, values.Length).Select(i => values[((i % rows) * columns) + (i / rows)])]);
        }
        else
        {
            renamed.Add(name, tensor.Shape, values);
        }
    }
}
