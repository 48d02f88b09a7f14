using System.Text.Json.Nodes;
using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Checkpoints;

public sealed class HuggingFaceClipTests : IDisposable
{
    private const string Model = "hf-tiny-gelu";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_Folder_HasOpenAiNamesAndTransposedProjections()
    {
        var folder = ReferenceFixtures.Require(Model);
        using var raw = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        using var clip = CheckpointReader.Open(folder);

        Assert.Equal(62, clip.Tensors.Count);
        Assert.DoesNotContain(clip.Tensors.Keys, key => key.Contains("_model.", StringComparison.Ordinal));
        Assert.Equal([64L, 64], clip.Tensors["visual.proj"].Shape);
        var (projection, transposed) = (raw.ReadFloats("visual_projection.weight"), clip.ReadFloats("visual.proj"));
        for (var i = 0; i < 64 * 64; i++)
            Assert.Equal(projection[i], transposed[(i % 64 * 64) + (i / 64)]);
        Assert.Equal([192L, 64], clip.Tensors["transformer.resblocks.1.attn.in_proj_weight"].Shape);
        Assert.Equal(
            [
                .. raw.ReadFloats("text_model.encoder.layers.1.self_attn.q_proj.weight"),
                .. raw.ReadFloats("text_model.encoder.layers.1.self_attn.k_proj.weight"),
                .. raw.ReadFloats("text_model.encoder.layers.1.self_attn.v_proj.weight"),
            ],
            clip.ReadFloats("transformer.resblocks.1.attn.in_proj_weight"));
        Assert.Equal(raw.ReadFloats("vision_model.pre_layrnorm.bias"), clip.ReadFloats("visual.ln_pre.bias"));
    }

    [Fact]
    public void Open_Folder_SaysWhatTheConfigurationSays()
    {
        using var gelu = CheckpointReader.Open(ReferenceFixtures.Require(Model));

        Assert.Equal(
            new Dictionary<string, string>
            {
                [ClipMetadataKeys.Activation] = "gelu",
                [ClipMetadataKeys.VisionHeads] = "1",
                [ClipMetadataKeys.TextHeads] = "1",
            },
            gelu.Metadata); // eos_token_id 2: pool at the largest id, and take no special token from the configuration
    }

    [Fact]
    public void Open_NewEosTokenId_PoolsThere()
    {
        using var quick = CheckpointReader.Open(ReferenceFixtures.Require("hf-tiny-a"));

        Assert.Equal(
            new Dictionary<string, string>
            {
                [ClipMetadataKeys.Activation] = "quick_gelu",
                [ClipMetadataKeys.VisionHeads] = "2",
                [ClipMetadataKeys.TextHeads] = "2",
                [ClipMetadataKeys.PoolingToken] = "511",
                [ClipMetadataKeys.EndToken] = "511",
                [ClipMetadataKeys.StartToken] = "510",
            },
            quick.Metadata);
    }

    [Fact]
    public void Open_FileBesideItsConfiguration_EqualsTheFolder()
    {
        var folder = ReferenceFixtures.Require(Model);
        using var whole = CheckpointReader.Open(folder);
        using var file = CheckpointReader.Open(Path.Combine(folder, "model.safetensors"));

        AssertSame(whole, file);
    }

    [Fact]
    public void Open_Shards_EqualsTheWhole()
    {
        using var whole = CheckpointReader.Open(ReferenceFixtures.Require(Model));
        WriteShards(shardOf: null);

        using var sharded = CheckpointReader.Open(_folder.Path);

        AssertSame(whole, sharded);
    }

    [Theory]
    [InlineData("../model.safetensors", "no file name")]
    [InlineData("", "no file name")]
    [InlineData("absent.safetensors", "no file")]
    [InlineData("shard-1.safetensors", "does not place")]
    public void Open_IndexThatLies_SaysHow(string shard, string expected)
    {
        WriteShards(shardOf: shard);

        Assert.Contains(expected, Assert.Throws<CheckpointException>(() => CheckpointReader.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text_model.encoder.layers.0.self_attn.k_proj.weight", null, "q_proj, k_proj or v_proj")]
    [InlineData("vision_model.pre_layrnorm.bias", "vision_model.pre_layernorm.bias", "has no place")]
    [InlineData("text_model.encoder.layers.0.mlp.fc1.bias", "text_model.encoder.layers.00.mlp.fc1.bias", "names 2 layers and the weights have 3")]
    [InlineData("visual_projection.weight", "position_embedding.position_ids.extra", "has no place")]
    public void Open_KeysThatDoNotFit_NamesThem(string key, string? renamed, string expected)
    {
        WriteModel(key, renamed);

        Assert.Contains(expected, Assert.Throws<CheckpointException>(() => CheckpointReader.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model_type":"bert"}""", "'bert'")]
    [InlineData("""{"model_type":"clip"}""", "no vision_config")]
    [InlineData("""{"vision_config":{"hidden_act":"gelu"},"text_config":{"hidden_act":"quick_gelu"}}""", "hidden_act is gelu for vision")]
    [InlineData("""{"vision_config":{"num_attention_heads":"many"},"text_config":{}}""", "num_attention_heads is not")]
    [InlineData("""{"vision_config":{"layer_norm_eps":1e-6},"text_config":{"layer_norm_eps":1e-6}}""", "layer_norm_eps is 1E-06")]
    [InlineData("""{"vision_config":{"num_hidden_layers":3},"text_config":{}}""", "names 3 layers and the weights have 2")]
    [InlineData("""{"vision_config":{},"vision_config":{}}""", "not well-formed")]
    [InlineData("""[]""", "no JSON object")]
    [InlineData("""{""", "not well-formed")]
    public void Open_ConfigurationThatDoesNotFit_SaysHow(string config, string expected)
    {
        WriteModel(key: "", renamed: null);
        File.WriteAllText(_folder.File("config.json"), config);

        Assert.Contains(expected, Assert.Throws<CheckpointException>(() => CheckpointReader.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OlderConfiguration_OverridesFromTheDictSection()
    {
        WriteModel(key: "", renamed: null);
        File.WriteAllText(_folder.File("config.json"), """
            {"vision_config":{"num_attention_heads":1},"vision_config_dict":{"num_attention_heads":16},"text_config":{"num_attention_heads":1},"text_config_dict":null}
            """);

        using var clip = CheckpointReader.Open(_folder.Path);

        Assert.Equal("16", clip.Metadata[ClipMetadataKeys.VisionHeads]);
        Assert.Equal("quick_gelu", clip.Metadata[ClipMetadataKeys.Activation]);
        Assert.DoesNotContain(ClipMetadataKeys.PoolingToken, clip.Metadata.Keys);
    }

    [Fact]
    public void Open_FolderWithoutModel_SaysWhatIsMissing()
    {
        Assert.Contains("no config.json", Assert.Throws<CheckpointException>(() => CheckpointReader.Open(_folder.Path)).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("config.json"), "{}");
        Assert.Contains("neither model.safetensors", Assert.Throws<CheckpointException>(() => CheckpointReader.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    private static void AssertSame(ITensorSource expected, ITensorSource actual)
    {
        Assert.Equal(expected.Metadata, actual.Metadata);
        Assert.Equal(expected.Tensors.Keys.Order(StringComparer.Ordinal), actual.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected.Tensors.Keys, key => Assert.Equal(expected.ReadFloats(key), actual.ReadFloats(key)));
    }

    private void WriteModel(string key, string? renamed)
    {
        var folder = ReferenceFixtures.Require(Model);
        File.Copy(Path.Combine(folder, "config.json"), _folder.File("config.json"));
        using var raw = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        using var changed = new MemoryTensors();
        foreach (var tensor in raw.Tensors.Values.Where(tensor => tensor.Name != key || renamed is not null))
            changed.Add(tensor.Name == key ? renamed! : tensor.Name, tensor.Shape, raw.ReadFloats(tensor.Name));
        SafetensorsWriter.Write(_folder.File("model.safetensors"), changed, cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Two shards; with <paramref name="shardOf"/>, the index places the first tensor of the second shard there.</summary>
    private void WriteShards(string? shardOf)
    {
        var folder = ReferenceFixtures.Require(Model);
        File.Copy(Path.Combine(folder, "config.json"), _folder.File("config.json"));
        using var raw = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        var map = new JsonObject();
        var chunks = raw.Tensors.Values.Chunk((raw.Tensors.Count / 2) + 1).ToArray();
        for (var i = 0; i < chunks.Length; i++)
        {
            using var shard = new MemoryTensors();
            foreach (var tensor in chunks[i])
            {
                shard.Add(tensor.Name, tensor.Shape, raw.ReadFloats(tensor.Name));
                map.Add(tensor.Name, $"shard-{i + 1}.safetensors");
            }

            SafetensorsWriter.Write(_folder.File($"shard-{i + 1}.safetensors"), shard, cancellationToken: TestContext.Current.CancellationToken);
        }

        if (shardOf is not null)
            map[chunks[1][0].Name] = shardOf;
        File.WriteAllText(_folder.File("model.safetensors.index.json"), new JsonObject { ["metadata"] = new JsonObject(), ["weight_map"] = map }.ToJsonString());
    }
}
