using System.Globalization;
using System.Text.Json;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>The parts of a Hugging Face CLIP's <c>config.json</c> that its tensors cannot say.</summary>
internal sealed record HuggingFaceConfig(
    string HiddenAct, long? StartTokenId, long? EndTokenId, long VisionHeads, long TextHeads, long? VisionLayers, long? TextLayers)
{
    private const int MaxSizeBytes = 1 << 20;
    private const double LayerNormEps = 1e-5;

    /// <summary>
    /// What early configurations give as <c>eos_token_id</c>, whatever the vocabulary: it means that texts are pooled at their largest token id,
    /// and that the ids of the special tokens are not to be taken from the configuration.
    /// </summary>
    private const long OldEndTokenId = 2;

    /// <summary>The same as text, under the names of <see cref="ClipMetadataKeys"/>.</summary>
    public IReadOnlyDictionary<string, string> ToMetadata()
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ClipMetadataKeys.Activation] = HiddenAct,
            [ClipMetadataKeys.VisionHeads] = VisionHeads.ToString(CultureInfo.InvariantCulture),
            [ClipMetadataKeys.TextHeads] = TextHeads.ToString(CultureInfo.InvariantCulture),
        };
        if (EndTokenId is { } end and not OldEndTokenId)
        {
            metadata[ClipMetadataKeys.PoolingToken] = metadata[ClipMetadataKeys.EndToken] = end.ToString(CultureInfo.InvariantCulture);
            if (StartTokenId is { } start)
                metadata[ClipMetadataKeys.StartToken] = start.ToString(CultureInfo.InvariantCulture);
        }

        return metadata;
    }

    /// <exception cref="CheckpointException">It is missing, not well-formed, or describes another kind of model.</exception>
    public static HuggingFaceConfig Read(string path)
    {
        using var document = ReadJson(path, MaxSizeBytes);
        var root = document.RootElement;
        if (Find(root, "model_type") is { ValueKind: JsonValueKind.String } type && type.GetString() != "clip")
            throw new CheckpointException($"{path} describes a model of type {Quoted.Name(type.GetString()!)}; 'clip' was expected.");

        var vision = new Section(path, root, "vision_config");
        var text = new Section(path, root, "text_config");
        var eps = Same(path, "layer_norm_eps", vision.Number("layer_norm_eps") ?? LayerNormEps, text.Number("layer_norm_eps") ?? LayerNormEps);
        if (Math.Abs(eps - LayerNormEps) > 1e-9)
            throw new CheckpointException($"{path}: layer_norm_eps is {eps.ToString("R", CultureInfo.InvariantCulture)}; CLIP's 1E-05 was expected.");
        return new HuggingFaceConfig(
            Same(path, "hidden_act", vision.Text("hidden_act") ?? "quick_gelu", text.Text("hidden_act") ?? "quick_gelu"),
            text.Integer("bos_token_id"),
            text.Integer("eos_token_id"),
            vision.Integer("num_attention_heads") ?? 12,
            text.Integer("num_attention_heads") ?? 8,
            vision.Integer("num_hidden_layers"),
            text.Integer("num_hidden_layers"));
    }

    /// <summary>A JSON file as a document, with one sentence for all that can be wrong with it.</summary>
    public static JsonDocument ReadJson(string path, int maxSizeBytes)
    {
        using var file = MappedFile.Open(path);
        if (file.Length > maxSizeBytes)
            throw new CheckpointException($"{path} has {file.Length} bytes; at most {maxSizeBytes} are read.");
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false };
            var document = JsonDocument.Parse(file.Slice(0, (int)file.Length).ToArray(), options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{path} is not well-formed JSON.", cause);
        }

        throw new CheckpointException($"{path} holds no JSON object.");
    }

    private static T Same<T>(string path, string key, T vision, T text)
        where T : notnull =>
        vision.Equals(text)
            ? vision
            : throw new CheckpointException($"{path}: {key} is {vision} for vision and {text} for text; one value for both was expected.");

    private static JsonElement? Find(JsonElement parent, string key) =>
        parent.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>One tower's part; <c>vision_config_dict</c>, which early files have beside <c>vision_config</c>, overrides it.</summary>
    private readonly struct Section
    {
        private readonly string _path;
        private readonly string _name;
        private readonly JsonElement _section;
        private readonly JsonElement? _overrides;

        public Section(string path, JsonElement root, string name)
        {
            (_path, _name) = (path, name);
            _section = Find(root, name) is { ValueKind: JsonValueKind.Object } section
                ? section
                : throw new CheckpointException($"{path} has no {name}: it does not describe a CLIP model.");
            _overrides = Find(root, name + "_dict") is { ValueKind: JsonValueKind.Object } overrides ? overrides : null;
        }

        public string? Text(string key) =>
            Value(key) is not { } value ? null
            : value.ValueKind == JsonValueKind.String ? value.GetString()
            : throw Wrong(key);

        public double? Number(string key) =>
            Value(key) is not { } value ? null
            : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number
            : throw Wrong(key);

        public long? Integer(string key) =>
            Value(key) is not { } value ? null
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? number
            : throw Wrong(key);

        private JsonElement? Value(string key) => (_overrides is { } overrides ? Find(overrides, key) : null) ?? Find(_section, key);

        private CheckpointException Wrong(string key) => new($"{_path}: {_name}.{key} is not of the kind that was expected.");
    }
}
