using System.Globalization;
using System.Security.Cryptography;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Makes a bundle's folder: all files into a hidden folder, opened once to prove that it works, then moved into place.</summary>
public static class BundleWriter
{
    private const float UnitNormTolerance = 0.02f;

    /// <summary>Writes a bundle.</summary>
    /// <param name="home">The folder that holds bundles; made where it does not exist.</param>
    /// <param name="content">What goes in.</param>
    /// <param name="replace">Put it in the place of a bundle of the same name.</param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="cancellationToken">Stops and leaves no trace.</param>
    /// <returns>The finished bundle.</returns>
    /// <exception cref="UserErrorException">The name is no name, or taken; the class names do not fit the class features.</exception>
    /// <exception cref="CheckpointException">The tensors are no such model, or a file cannot be written.</exception>
    public static BundleListing Write(
        string home, BundleContent content, bool replace = false, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(home);
        ArgumentNullException.ThrowIfNull(content);
        RequireFreeName(home, content.Name, replace);
        var draft = Path.Combine(home, $".{content.Name}.{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(draft);   // makes the home too
            WriteFiles(draft, content, progress, cancellationToken);
            progress?.Report(new ImportProgress("computing hashes"));
            var manifest = Manifest(draft, content, cancellationToken);
            ModelManifestFile.Write(Path.Combine(draft, BundleFile.Manifest), manifest);
            progress?.Report(new ImportProgress("opening the finished model"));
            ModelBundle.ProveThatItOpens(draft, manifest);
            cancellationToken.ThrowIfCancellationRequested();
            MoveIntoPlace(draft, Path.Combine(home, content.Name), replace);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The model '{content.Name}' cannot be written to '{home}': {cause.Message}", cause);
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }

        return BundleLocator.Inspect(Path.Combine(home, content.Name));
    }

    /// <exception cref="UserErrorException">The name is no name, or taken.</exception>
    internal static void RequireFreeName(string home, string name, bool replace)
    {
        if (!ModelManifestRules.IsName(name))
            throw new UserErrorException($"'{name}' cannot name a model: use 1 to 64 of a-z 0-9 . _ - and begin with a letter or a digit.");
        var folder = Path.Combine(home, name);
        if (!replace && Path.Exists(folder))
            throw new UserErrorException($"There is already a model '{name}' in '{home}': choose another --name, or put the new one in its place with --replace.");
        if (replace && Directory.Exists(folder) && !File.Exists(Path.Combine(folder, BundleFile.Manifest)))
            throw new UserErrorException($"'{folder}' is not a model (it has no {BundleFile.Manifest}), so it is not replaced.");
    }

    private static void WriteFiles(string folder, BundleContent content, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        StoredType TypeOf(NamedTensor tensor) =>
            content.Half && tensor.Shape.Count > 1 && tensor.Name != FineTuningClassFeatures.Key ? StoredType.Float16 : StoredType.Float32;

        void WriteTensors(string file, ITensorSource source)
        {
            progress?.Report(new ImportProgress($"writing {file}"));
            SafetensorsWriter.Write(Path.Combine(folder, file), source, TypeOf, source.Metadata, cancellationToken);
        }

        var metadata = Metadata(content.Clip);
        WriteTensors(BundleFile.VisionTower, new TensorSelection(content.Vision, ClipKeys.IsVision, metadata));
        WriteTensors(BundleFile.TextTower, new TensorSelection(content.Text, ClipKeys.IsText, metadata));
        if (content.TemporalHead is { } head)
        {
            RequireClassFeatures(head, content);
            metadata[TemporalConfiguration.HeadsKey] = metadata[ClipMetadataKeys.TextHeads];
            using var merged = MergedExperts.Create(new TensorSelection(head, _ => true, metadata));
            WriteTensors(BundleFile.TemporalHead, merged);
        }

        if (content.VocabularyPath is { } vocabulary)
            File.WriteAllBytes(Path.Combine(folder, BundleFile.Vocabulary), File.ReadAllBytes(vocabulary));
        if (ArchiveNames(content) is { } names)
            WriteArchiveFeatures(folder, content, names, progress, cancellationToken);
    }

    /// <summary>Names that need features of their own; null where the fine-tuning classes are the archive vocabulary, or nothing can be encoded.</summary>
    private static IReadOnlyList<string>? ArchiveNames(BundleContent content)
    {
        if (content.VocabularyPath is null)
            return null;
        var names = content.ArchiveVocabulary ?? (content.TemporalHead is null ? ArchiveVocabularyNames.Default : null);
        return content.TemporalHead is not null && names?.SequenceEqual(content.FineTuningClasses) == true ? null : names;
    }

    private static void WriteArchiveFeatures(
        string folder, BundleContent content, IReadOnlyList<string> names, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        using var text = SafetensorsFile.Open(Path.Combine(folder, BundleFile.TextTower));
        using var encoder = TextEncoder.Load(text);
        var tokenizer = new ClipTokenizer(BytePairVocabulary.Load(content.VocabularyPath!, encoder.Configuration.VocabularySize));
        var features = new ClassEncoding(encoder, tokenizer, content.PromptTemplates).Encode(names, "encoding the archive vocabulary", progress, cancellationToken);
        ArchiveFeaturesFile.Write(Path.Combine(folder, BundleFile.ArchiveFeatures), features, cancellationToken);
    }

    private static Dictionary<string, string> Metadata(ClipConfiguration clip)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ClipMetadataKeys.Activation] = clip.Text.Activation == ClipActivation.Gelu ? "gelu" : "quick_gelu",
            [ClipMetadataKeys.VisionHeads] = clip.Vision.Heads.ToString(CultureInfo.InvariantCulture),
            [ClipMetadataKeys.TextHeads] = clip.Text.Heads.ToString(CultureInfo.InvariantCulture),
            [ClipMetadataKeys.StartToken] = clip.Text.StartToken.ToString(CultureInfo.InvariantCulture),
            [ClipMetadataKeys.EndToken] = clip.Text.EndToken.ToString(CultureInfo.InvariantCulture),
        };
        if (clip.Text.PoolingToken is { } token)
            metadata[ClipMetadataKeys.PoolingToken] = token.ToString(CultureInfo.InvariantCulture);
        return metadata;
    }

    // Missing, zero or foreign class features would quietly switch the temporal branch off (specification Q38).
    private static void RequireClassFeatures(ITensorSource head, BundleContent content)
    {
        if (FineTuningClassFeatures.Of(head) != ClassFeatures.Present)
            throw new CheckpointException($"The temporal head has no class features ('{FineTuningClassFeatures.Key}' is missing or zero), so its gain would always be 0.");
        var shape = head.Tensors[FineTuningClassFeatures.Key].Shape;
        if (shape is not [var classes, var width] || width != content.Clip.JointWidth || classes < 5)
        {
            throw new CheckpointException(
                $"'{FineTuningClassFeatures.Key}' has shape [{string.Join(", ", shape)}], expected at least 5 classes of width {content.Clip.JointWidth}.");
        }

        if (content.FineTuningClasses.Count > 0 && content.FineTuningClasses.Count != classes)
            throw new UserErrorException($"There are {content.FineTuningClasses.Count} class names, but the temporal head was fine-tuned on {classes} classes.");

        var values = head.ReadFloats(FineTuningClassFeatures.Key);
        for (var row = 0; row < classes; row++)
        {
            var norm = MathF.Sqrt(values.AsSpan((int)(row * width), (int)width).ToArray().Sum(value => value * value));
            if (!(MathF.Abs(norm - 1) <= UnitNormTolerance))
                throw new CheckpointException($"Row {row} of '{FineTuningClassFeatures.Key}' has length {norm}; unit vectors were expected.");
        }
    }

    private static ModelManifest Manifest(string folder, BundleContent content, CancellationToken cancellationToken)
    {
        var hasHead = content.TemporalHead is not null;
        var manifest = new ModelManifest
        {
            FormatVersion = ModelManifest.CurrentFormatVersion,
            Name = content.Name,
            Variant = VariantOf(content.Clip),
            EmbeddingWidth = content.Clip.JointWidth,
            FramesPerView = content.FramesPerView,
            Sampling = FrameChoice.Uniform,
            Preprocessing = content.Preprocessing ?? ImagePreprocessing.Clip(content.Clip.Vision.Resolution),
            Towers = new TowerDetails
            {
                Activation = content.Clip.Text.Activation,
                VisionHeads = content.Clip.Vision.Heads,
                TextHeads = content.Clip.Text.Heads,
                TemporalHeads = hasHead ? content.Clip.Text.Heads : null,
                PoolingToken = content.Clip.Text.PoolingToken,
            },
            PromptTemplates = content.PromptTemplates,
            FineTuningClasses = content.FineTuningClasses,
            ArchiveVocabulary = ArchiveNames(content),
            LogitScale = MathF.Exp(content.Vision.ReadFloats("logit_scale")[0]),
            PatchFactor = content.PatchFactor,
            Licence = content.Licence,
            Source = content.Source,
            Files = BundleFile.Known.Where(file => File.Exists(Path.Combine(folder, file))).ToDictionary(file => file, file => Stated(Path.Combine(folder, file), cancellationToken)),
            Fingerprint = "",
        };
        return manifest with { Fingerprint = ModelFingerprint.Of(manifest) };
    }

    private static BundleFile Stated(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stream = File.OpenRead(path);
        return new BundleFile(stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private static string VariantOf(ClipConfiguration clip)
    {
        var published = new[] { ("ViT-B/32", ClipConfiguration.VitB32), ("ViT-B/16", ClipConfiguration.VitB16), ("ViT-L/14", ClipConfiguration.VitL14) };
        return published.Where(variant => variant.Item2 == clip).Select(variant => variant.Item1).FirstOrDefault()
            ?? $"ViT {clip.Vision.Width}x{clip.Vision.Layers}/{clip.Vision.PatchSize}, text {clip.Text.Width}x{clip.Text.Layers}";
    }

    private static void MoveIntoPlace(string draft, string folder, bool replace)
    {
        var previous = $"{draft}.previous";
        if (replace && Directory.Exists(folder))
            Directory.Move(folder, previous);
        try
        {
            Directory.Move(draft, folder);
        }
        catch when (Directory.Exists(previous))
        {
            Directory.Move(previous, folder);
            throw;
        }

        if (Directory.Exists(previous))
            Directory.Delete(previous, recursive: true);
    }
}
