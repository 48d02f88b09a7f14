using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Tests.Bundles;

/// <summary>Files of a random model that is small but whole: unlike the reference models it has a vocabulary that fits its text tower.</summary>
internal sealed class TinyModel
{
    public const int Width = 64;
    public const int Context = 77;
    private const int Layers = 1;
    private const int Patch = 16;
    private const int Grid = 2;

    private static readonly SymbolPair[] _merges = [new("a", "r"), new("i", "n"), new("in", "g</w>"), new("d", "a"), new("b", "ow"), new("o", "w")];

    private readonly Random _random;

    private TinyModel(string folder, int seed)
    {
        _random = new Random(seed);
        ClipPath = Path.Combine(folder, "clip.safetensors");
        HeadPath = Path.Combine(folder, "head.safetensors");
        VocabularyPath = Path.Combine(folder, "vocabulary.gz");
        ClassesPath = Path.Combine(folder, "classes.csv");
        Vocabulary = new BytePairVocabulary(_merges.Where(merge => merge.Left != "b"));
    }

    public static IReadOnlyList<string> Classes { get; } = ["archery", "baking cookies", "rowing a boat", "dancing", "driving a car", "Waving (with \"both\" hands)"];

    public string ClipPath { get; }

    public string HeadPath { get; }

    public string VocabularyPath { get; }

    public string ClassesPath { get; }

    public BytePairVocabulary Vocabulary { get; }

    /// <summary>S, made as the published training makes it.</summary>
    public float[][] ClassFeatures { get; private set; } = [];

    public static TinyModel Write(string folder, int seed = 1)
    {
        var model = new TinyModel(folder, seed);
        model.Vocabulary.Save(model.VocabularyPath);
        model.WriteClip();
        File.WriteAllText(model.ClassesPath, Csv(Classes));
        model.ClassFeatures = model.Encode(Classes);
        model.WriteHead(model.ClassFeatures);
        return model;
    }

    /// <summary>A label file with the line ends of the published ones.</summary>
    public static string Csv(IEnumerable<string> names) =>
        "id,name\r\n" + string.Concat(names.Select((name, id) => $"{id},\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\r\n"));

    /// <summary>Writes the head with other class features; null leaves them out.</summary>
    public void WriteHead(IReadOnlyList<float[]>? classFeatures, Action<MemoryTensors>? more = null)
    {
        var random = new Random(7);
        using var head = new MemoryTensors();
        if (classFeatures is not null)
            head.Add("spe_cls_feature", [classFeatures.Count, Width], [.. classFeatures.SelectMany(row => row)]);
        head.Add("frame_position_embeddings.weight", [Context, Width], Values(random, Context * Width, 0.02f));
        AddAttention(head, random, "transformer.resblocks.0.", Width);
        head.Add("transformer.resblocks.0.mlp.mote_fusion_weight", [4], new float[4]);
        for (var expert = 0; expert < 4; expert++)
        {
            head.Add($"transformer.resblocks.0.mlp.fc_up.{expert}.weight", [4 * Width, Width], Values(random, 4 * Width * Width, 0.1f));
            head.Add($"transformer.resblocks.0.mlp.fc_up.{expert}.bias", [4 * Width], Values(random, 4 * Width, 0.1f));
            head.Add($"transformer.resblocks.0.mlp.fc_dn.{expert}.weight", [Width, 4 * Width], Values(random, 4 * Width * Width, 0.1f));
            head.Add($"transformer.resblocks.0.mlp.fc_dn.{expert}.bias", [Width], Values(random, Width, 0.1f));
        }

        more?.Invoke(head);
        SafetensorsWriter.Write(HeadPath, head);
    }

    public float[][] Encode(IReadOnlyList<string> names)
    {
        using var clip = SafetensorsFile.Open(ClipPath);
        using var encoder = TextEncoder.Load(clip, new EncoderOptions { Device = "cpu" });
        return PromptEnsemble.Encode(encoder, names, PromptTemplates.Published, new ClipTokenizer(Vocabulary).Encode);
    }

    private static float[] Values(Random random, int count, float deviation)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = deviation * (float)((random.NextDouble() * 2) - 1) * 1.7f;
        return values;
    }

    private static float[] Ones(int count)
    {
        var values = new float[count];
        Array.Fill(values, 1f);
        return values;
    }

    private static void AddAttention(MemoryTensors tensors, Random random, string block, int width)
    {
        tensors.Add(block + "attn.in_proj_weight", [3 * width, width], Values(random, 3 * width * width, 0.1f));
        tensors.Add(block + "attn.in_proj_bias", [3 * width], Values(random, 3 * width, 0.1f));
        tensors.Add(block + "attn.out_proj.weight", [width, width], Values(random, width * width, 0.1f));
        tensors.Add(block + "attn.out_proj.bias", [width], Values(random, width, 0.1f));
        foreach (var normalization in new[] { "ln_1", "ln_2" })
        {
            tensors.Add($"{block}{normalization}.weight", [width], Ones(width));
            tensors.Add($"{block}{normalization}.bias", [width], Values(random, width, 0.1f));
        }
    }

    private static void AddBlock(MemoryTensors tensors, Random random, string block)
    {
        AddAttention(tensors, random, block, Width);
        tensors.Add(block + "mlp.c_fc.weight", [4 * Width, Width], Values(random, 4 * Width * Width, 0.1f));
        tensors.Add(block + "mlp.c_fc.bias", [4 * Width], Values(random, 4 * Width, 0.1f));
        tensors.Add(block + "mlp.c_proj.weight", [Width, 4 * Width], Values(random, 4 * Width * Width, 0.1f));
        tensors.Add(block + "mlp.c_proj.bias", [Width], Values(random, Width, 0.1f));
    }

    private void WriteClip()
    {
        using var clip = new MemoryTensors();
        const int Tokens = (Grid * Grid) + 1;
        clip.Add("logit_scale", [], [MathF.Log(100)]);
        clip.Add("positional_embedding", [Context, Width], Values(_random, Context * Width, 0.3f));
        clip.Add("text_projection", [Width, Width], Values(_random, Width * Width, 0.3f));
        clip.Add("token_embedding.weight", [Vocabulary.Size, Width], Values(_random, Vocabulary.Size * Width, 1f));
        clip.Add("ln_final.weight", [Width], Ones(Width));
        clip.Add("ln_final.bias", [Width], new float[Width]);
        clip.Add("visual.class_embedding", [Width], Values(_random, Width, 0.3f));
        clip.Add("visual.positional_embedding", [Tokens, Width], Values(_random, Tokens * Width, 0.3f));
        clip.Add("visual.proj", [Width, Width], Values(_random, Width * Width, 0.3f));
        clip.Add("visual.conv1.weight", [Width, 3, Patch, Patch], Values(_random, Width * 3 * Patch * Patch, 0.1f));
        foreach (var normalization in new[] { "visual.ln_pre", "visual.ln_post" })
        {
            clip.Add($"{normalization}.weight", [Width], Ones(Width));
            clip.Add($"{normalization}.bias", [Width], new float[Width]);
        }

        for (var layer = 0; layer < Layers; layer++)
        {
            AddBlock(clip, _random, $"transformer.resblocks.{layer}.");
            AddBlock(clip, _random, $"visual.transformer.resblocks.{layer}.");
        }

        SafetensorsWriter.Write(ClipPath, clip);
    }
}
