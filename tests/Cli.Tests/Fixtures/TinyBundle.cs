using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Fixtures;

/// <summary>A model bundle of random weights, a few hundred kilobytes, with every part that a real one has.</summary>
internal static class TinyBundle
{
    public const int Resolution = 32;
    public const int Width = 32;

    private const int Patch = 16;
    private const int TowerWidth = 64;
    private const int Context = 16;
    private const int Classes = 6;

    /// <summary>Writes the bundle into <c>models/NAME</c> of a folder.</summary>
    /// <returns>The folder of bundles, for <c>--models</c>.</returns>
    public static string Write(TemporaryFolder folder, string name = "tiny", int seed = 1, bool temporal = true)
    {
        var random = new Random(seed);
        var vocabulary = new BytePairVocabulary([]);
        vocabulary.Save(folder.File("tiny.bpe.gz"));
        using var clip = Clip(random, vocabulary.Size);
        using var head = Head(random);
        var models = folder.File("models");
        _ = BundleWriter.Write(models, new BundleContent
        {
            Name = name,
            Clip = new ClipConfiguration(VisionConfiguration.FromTensors(clip), TextConfiguration.FromTensors(clip)),
            Vision = clip,
            Text = clip,
            TemporalHead = temporal ? head : null,
            VocabularyPath = folder.File("tiny.bpe.gz"),
            PromptTemplates = ["{}"],
            FineTuningClasses = temporal ? [.. Enumerable.Range(0, Classes).Select(number => $"class {number}")] : [],
            ArchiveVocabulary = ["red", "green", "blue", "a dog", "a cat", "snow", "rain"],
            Licence = "Apache-2.0",
            Source = "random numbers, made by a test",
        });
        return models;
    }

    private static MemoryTensors Clip(Random random, int vocabularySize)
    {
        var tensors = new MemoryTensors();
        void Add(string name, params long[] shape) => tensors.Add(name, shape, Normal(random, shape, 0.1));
        void Norm(string name, long width)
        {
            tensors.Add($"{name}.weight", [width], [.. Enumerable.Repeat(1f, (int)width)]);
            tensors.Add($"{name}.bias", [width], new float[width]);
        }

        Add("visual.class_embedding", TowerWidth);
        Add("visual.positional_embedding", (Resolution / Patch * (Resolution / Patch)) + 1, TowerWidth);
        Add("visual.proj", TowerWidth, Width);
        Add("visual.conv1.weight", TowerWidth, 3, Patch, Patch);
        Norm("visual.ln_pre", TowerWidth);
        Norm("visual.ln_post", TowerWidth);
        Block(Add, Norm, "visual.transformer.resblocks.0", TowerWidth);
        Block(Add, Norm, "transformer.resblocks.0", TowerWidth);
        Add("positional_embedding", Context, TowerWidth);
        Add("token_embedding.weight", vocabularySize, TowerWidth);
        Add("text_projection", TowerWidth, Width);
        Norm("ln_final", TowerWidth);
        tensors.Add("logit_scale", [], [MathF.Log(100)]);
        return tensors;
    }

    private static MemoryTensors Head(Random random)
    {
        var tensors = new MemoryTensors();
        void Add(string name, params long[] shape) => tensors.Add(name, shape, Normal(random, shape, 0.1));
        void Norm(string name, long width)
        {
            tensors.Add($"{name}.weight", [width], [.. Enumerable.Repeat(1f, (int)width)]);
            tensors.Add($"{name}.bias", [width], new float[width]);
        }

        var classes = Normal(random, [Classes, Width], 1).Chunk(Width).SelectMany(Unit).ToArray();
        tensors.Add("spe_cls_feature", [Classes, Width], classes);
        Add("frame_position_embeddings.weight", 77, Width);
        Block(Add, Norm, "transformer.resblocks.0", Width);
        return tensors;
    }

    private static void Block(Action<string, long[]> add, Action<string, long> norm, string name, long width)
    {
        add($"{name}.attn.in_proj_weight", [3 * width, width]);
        add($"{name}.attn.in_proj_bias", [3 * width]);
        add($"{name}.attn.out_proj.weight", [width, width]);
        add($"{name}.attn.out_proj.bias", [width]);
        norm($"{name}.ln_1", width);
        add($"{name}.mlp.c_fc.weight", [4 * width, width]);
        add($"{name}.mlp.c_fc.bias", [4 * width]);
        add($"{name}.mlp.c_proj.weight", [width, 4 * width]);
        add($"{name}.mlp.c_proj.bias", [width]);
        norm($"{name}.ln_2", width);
    }

    private static float[] Normal(Random random, long[] shape, double deviation)
    {
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }

    private static float[] Unit(float[] row)
    {
        var norm = MathF.Sqrt(row.Sum(value => value * value));
        return [.. row.Select(value => value / norm)];
    }
}
