using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Benchmarks.Pipeline;

/// <summary>A bundle whose vision tower and temporal head have the sizes of the published ViT-B/32, and whose weights mean nothing: speed does not depend on them.</summary>
/// <remarks>The text tower is small: it only encodes the archive vocabulary once.</remarks>
internal static class RandomBundle
{
    private const int Width = 768;
    private const int Joint = 512;
    private const int Patch = 32;
    private const int Layers = 12;
    private const int TemporalLayers = 4;
    private const int TextWidth = 64;
    private const int Context = 16;
    private const int Classes = 6;

    /// <summary>Opens the bundle in a folder of bundles, and writes it first where it is missing.</summary>
    public static ModelBundle Open(string bundles)
    {
        var folder = Path.Combine(bundles, "random-b-32");
        if (!Directory.Exists(folder))
            Write(bundles);
        return ModelBundle.Open(folder);
    }

    private static void Write(string bundles)
    {
        _ = Directory.CreateDirectory(bundles);
        var vocabulary = new BytePairVocabulary([]);
        var vocabularyFile = Path.Combine(bundles, "random.bpe.gz");
        vocabulary.Save(vocabularyFile);
        var random = new Random(1);
        using var clip = Clip(random, vocabulary.Size);
        using var head = Head(random);
        _ = BundleWriter.Write(bundles, new BundleContent
        {
            Name = "random-b-32",
            Clip = new ClipConfiguration(VisionConfiguration.FromTensors(clip), TextConfiguration.FromTensors(clip)),
            Vision = clip,
            Text = clip,
            TemporalHead = head,
            VocabularyPath = vocabularyFile,
            PromptTemplates = ["{}"],
            FineTuningClasses = [.. Enumerable.Range(0, Classes).Select(number => $"class {number}")],
            ArchiveVocabulary = ["red", "green", "blue", "a dog", "a cat", "snow", "rain"],
            Licence = "Apache-2.0",
            Source = "random numbers",
        });
    }

    private static MemoryTensors Clip(Random random, int vocabularySize)
    {
        var tensors = new MemoryTensors();
        Add(tensors, random, "visual.class_embedding", Width);
        Add(tensors, random, "visual.positional_embedding", (224 / Patch * (224 / Patch)) + 1, Width);
        Add(tensors, random, "visual.proj", Width, Joint);
        Add(tensors, random, "visual.conv1.weight", Width, 3, Patch, Patch);
        Norm(tensors, "visual.ln_pre", Width);
        Norm(tensors, "visual.ln_post", Width);
        for (var layer = 0; layer < Layers; layer++)
        {
            Block(tensors, random, $"visual.transformer.resblocks.{layer}", Width);
        }

        Block(tensors, random, "transformer.resblocks.0", TextWidth);
        Add(tensors, random, "positional_embedding", Context, TextWidth);
        Add(tensors, random, "token_embedding.weight", vocabularySize, TextWidth);
        Add(tensors, random, "text_projection", TextWidth, Joint);
        Norm(tensors, "ln_final", TextWidth);
        tensors.Add("logit_scale", [], [MathF.Log(100)]);
        return tensors;
    }

    private static MemoryTensors Head(Random random)
    {
        var tensors = new MemoryTensors();
        var classes = Enumerable.Range(0, Classes).SelectMany(row => Enumerable.Range(0, Joint).Select(column => column == row ? 1f : 0f)).ToArray();
        tensors.Add(FineTuningClassFeatures.Key, [Classes, Joint], classes);
        Add(tensors, random, "frame_position_embeddings.weight", 77, Joint);
        for (var layer = 0; layer < TemporalLayers; layer++)
        {
            Block(tensors, random, $"transformer.resblocks.{layer}", Joint);
        }

        return tensors;
    }

    private static void Block(MemoryTensors tensors, Random random, string name, int width)
    {
        Add(tensors, random, $"{name}.attn.in_proj_weight", 3 * width, width);
        Add(tensors, random, $"{name}.attn.in_proj_bias", 3 * width);
        Add(tensors, random, $"{name}.attn.out_proj.weight", width, width);
        Add(tensors, random, $"{name}.attn.out_proj.bias", width);
        Norm(tensors, $"{name}.ln_1", width);
        Add(tensors, random, $"{name}.mlp.c_fc.weight", 4 * width, width);
        Add(tensors, random, $"{name}.mlp.c_fc.bias", 4 * width);
        Add(tensors, random, $"{name}.mlp.c_proj.weight", width, 4 * width);
        Add(tensors, random, $"{name}.mlp.c_proj.bias", width);
        Norm(tensors, $"{name}.ln_2", width);
    }

    private static void Norm(MemoryTensors tensors, string name, int width)
    {
        tensors.Add($"{name}.weight", [width], [.. Enumerable.Repeat(1f, width)]);
        tensors.Add($"{name}.bias", [width], new float[width]);
    }

    private static void Add(MemoryTensors tensors, Random random, string name, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = 0.04f * (random.NextSingle() - 0.5f);
        }

        tensors.Add(name, shape, values);
    }
}
