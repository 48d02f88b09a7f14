using System.Security.Cryptography;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>One model, opened: makes its encoders, its tokenizer and its archive vocabulary. Every file is verified against its hash the first time it is used.</summary>
/// <remarks>Holds no file open and no weights; safe to share between threads.</remarks>
public sealed class ModelBundle
{
    private readonly HashSet<string> _verified = new(StringComparer.Ordinal);
    private readonly Lock _verifying = new();

    private ModelBundle(string folder, ModelManifest manifest) => (Folder, Manifest) = (folder, manifest);

    /// <summary>Absolute path of its folder.</summary>
    public string Folder { get; }

    /// <summary>What it says of itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>Its name.</summary>
    public string Name => Manifest.Name;

    /// <summary>Its identity as far as embeddings go.</summary>
    public string Fingerprint => Manifest.Fingerprint;

    /// <summary>Makes of a decoded frame what the model sees of it.</summary>
    public FramePreprocessor CreatePreprocessor() => new(Manifest.Preprocessing.Resolution);

    /// <summary>Opens a bundle by its folder.</summary>
    /// <exception cref="UserErrorException">It is broken.</exception>
    public static ModelBundle Open(string folder) => Open(BundleLocator.Inspect(folder));

    /// <summary>Opens a bundle that <see cref="BundleLocator.Find"/> found.</summary>
    /// <exception cref="UserErrorException">It is broken.</exception>
    public static ModelBundle Open(BundleListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return listing is { State: BundleState.Complete, Manifest: { } manifest }
            ? new ModelBundle(listing.Folder, manifest)
            : throw new UserErrorException($"The model '{listing.Name}' in '{listing.Folder}' cannot be opened: {listing.Reason}");
    }

    /// <summary>Loads the vision tower and, where there is one, the temporal head. A head that does not load is an error, never a plain CLIP.</summary>
    /// <param name="options">Device, precision, batch size; the normalisation is always the bundle's own.</param>
    /// <exception cref="CheckpointException">A file was changed, or its tensors are not what the manifest says.</exception>
    public VideoEncoder OpenVideoEncoder(EncoderOptions? options = null)
    {
        var preprocessing = Manifest.Preprocessing;
        options = (options ?? new EncoderOptions()) with { Normalization = new PixelNormalization(preprocessing.Mean, preprocessing.Std) };
        using var vision = SafetensorsFile.Open(Verified(BundleFile.VisionTower));
        using var head = Manifest.HasTemporalHead ? SafetensorsFile.Open(Verified(BundleFile.TemporalHead)) : null;
        var encoder = VideoEncoder.Load(vision, head, options, temporalHeads: Manifest.Towers.TemporalHeads);
        try
        {
            Require(encoder.Configuration.JointWidth == Manifest.EmbeddingWidth, $"its vision tower is {encoder.Configuration.JointWidth} wide, not {Manifest.EmbeddingWidth}");
            Require(encoder.Configuration.Resolution == preprocessing.Resolution, $"its vision tower sees {encoder.Configuration.Resolution} pixels, not {preprocessing.Resolution}");
            Require(encoder.Configuration.Activation == Manifest.Towers.Activation, $"its vision tower uses {encoder.Configuration.Activation}, not {Manifest.Towers.Activation}");
            Require(encoder.Configuration.Heads == Manifest.Towers.VisionHeads, $"its vision tower has {encoder.Configuration.Heads} heads, not {Manifest.Towers.VisionHeads}");
            if (encoder.TemporalConfiguration is { } temporal)
            {
                Require(temporal.Positions >= Manifest.FramesPerView, $"its temporal head knows {temporal.Positions} frames, not {Manifest.FramesPerView}");
                Require(
                    Manifest.FineTuningClasses.Count == 0 || Manifest.FineTuningClasses.Count == temporal.FineTuningClasses,
                    $"its temporal head has {temporal.FineTuningClasses} classes, but {Manifest.FineTuningClasses.Count} names");
            }

            return encoder;
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    /// <summary>Loads the text tower.</summary>
    /// <param name="options">Device, precision, batch size; the defaults when left out.</param>
    /// <exception cref="CheckpointException">The file was changed, or its tensors are not what the manifest says.</exception>
    public TextEncoder OpenTextEncoder(EncoderOptions? options = null)
    {
        using var text = SafetensorsFile.Open(Verified(BundleFile.TextTower));
        var encoder = TextEncoder.Load(text, options);
        try
        {
            Require(encoder.Configuration.JointWidth == Manifest.EmbeddingWidth, $"its text tower is {encoder.Configuration.JointWidth} wide, not {Manifest.EmbeddingWidth}");
            Require(encoder.Configuration.Activation == Manifest.Towers.Activation, $"its text tower uses {encoder.Configuration.Activation}, not {Manifest.Towers.Activation}");
            Require(encoder.Configuration.Heads == Manifest.Towers.TextHeads, $"its text tower has {encoder.Configuration.Heads} heads, not {Manifest.Towers.TextHeads}");
            Require(encoder.Configuration.PoolingToken == Manifest.Towers.PoolingToken, $"its text tower pools at {encoder.Configuration.PoolingToken}, not {Manifest.Towers.PoolingToken}");
            return encoder;
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    /// <summary>Reads the tokenizer's vocabulary.</summary>
    /// <exception cref="UserErrorException">The model has none, because none fits its text tower.</exception>
    public ClipTokenizer OpenTokenizer()
    {
        if (!Manifest.Files.ContainsKey(BundleFile.Vocabulary))
            throw new UserErrorException($"The model '{Name}' has no vocabulary, so it can embed videos but not be searched.");
        using var text = SafetensorsFile.Open(Path.Combine(Folder, BundleFile.TextTower));
        var size = Clip.TextConfiguration.FromTensors(text).VocabularySize;
        return new ClipTokenizer(BytePairVocabulary.Load(Verified(BundleFile.Vocabulary), size));
    }

    /// <summary>S: features of the fine-tuning classes, unit rows [K][D] in the order of <see cref="ModelManifest.FineTuningClasses"/>; empty for plain CLIP.</summary>
    public IReadOnlyList<float[]> ReadClassFeatures()
    {
        if (!Manifest.HasTemporalHead)
            return [];
        var path = Verified(BundleFile.TemporalHead);
        using var head = SafetensorsFile.Open(path);
        return ArchiveFeaturesFile.Rows(head, FineTuningClassFeatures.Key, null, Manifest.EmbeddingWidth, path);
    }

    /// <summary>C0: features of the archive vocabulary, unit rows [M0][D]; without names of its own, the fine-tuning classes.</summary>
    /// <exception cref="UserErrorException">A plain CLIP without vocabulary has none.</exception>
    public IReadOnlyList<float[]> ReadArchiveFeatures()
    {
        if (Manifest.ArchiveVocabulary is { } names)
            return ArchiveFeaturesFile.Read(Verified(BundleFile.ArchiveFeatures), names.Count, Manifest.EmbeddingWidth);
        return Manifest.HasTemporalHead
            ? ReadClassFeatures()
            : throw new UserErrorException($"The model '{Name}' has no archive vocabulary, because it has no vocabulary to encode one with; it cannot be searched.");
    }

    /// <summary>The archive vocabulary, ready to give gains.</summary>
    /// <exception cref="UserErrorException">A plain CLIP without vocabulary has none.</exception>
    public ArchiveVocabulary OpenArchiveVocabulary() => new(ReadArchiveFeatures(), ReadClassFeatures());

    /// <summary>What makes one cut-off mean the same for every query: the bundle's calibration, or the archive vocabulary where it has none.</summary>
    /// <exception cref="UserErrorException">A plain CLIP without vocabulary has no archive vocabulary.</exception>
    /// <exception cref="CheckpointException">The calibration was changed, or is none.</exception>
    public QueryRelevance OpenRelevance() => new(
        ReadArchiveFeatures(),
        Manifest.LogitScale,
        Manifest.Files.ContainsKey(BundleFile.Relevance) ? RelevanceFile.Read(Verified(BundleFile.Relevance), Manifest.EmbeddingWidth) : null);

    /// <summary>What relevance is told by, without opening anything but the calibration.</summary>
    /// <exception cref="CheckpointException">The calibration was changed, or is none.</exception>
    public RelevanceBasis RelevanceBasis => Manifest.Files.ContainsKey(BundleFile.Relevance) ? RelevanceFile.ReadBasis(Verified(BundleFile.Relevance)) : RelevanceBasis.Vocabulary;

    /// <summary>Names of the archive vocabulary; empty where only features are known.</summary>
    public IReadOnlyList<string> ArchiveNames => Manifest.ArchiveVocabulary ?? Manifest.FineTuningClasses;

    /// <summary>Compares every file with its stated size and SHA-256.</summary>
    public IReadOnlyList<FileCheck> CheckFiles(CancellationToken cancellationToken = default) => CheckFiles(Folder, Manifest, cancellationToken);

    /// <summary>Compares the files of a bundle that may be broken.</summary>
    internal static IReadOnlyList<FileCheck> CheckFiles(string folder, ModelManifest manifest, CancellationToken cancellationToken)
    {
        var checks = new List<FileCheck>();
        foreach (var (file, stated) in manifest.Files.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reason = Difference(folder, file, stated);
            checks.Add(new FileCheck(file, reason is null, reason));
        }

        return checks;
    }

    /// <summary>Loads everything once from a folder that is not in its place yet.</summary>
    internal static void ProveThatItOpens(string folder, ModelManifest manifest)
    {
        var bundle = new ModelBundle(folder, manifest);
        bundle.OpenVideoEncoder(new EncoderOptions { Device = "cpu" }).Dispose();
        bundle.OpenTextEncoder(new EncoderOptions { Device = "cpu" }).Dispose();
        if (manifest.Files.ContainsKey(BundleFile.Vocabulary))
            _ = bundle.OpenTokenizer();
        if (manifest.HasTemporalHead || manifest.ArchiveVocabulary is not null)
            _ = (bundle.OpenArchiveVocabulary(), bundle.OpenRelevance());
    }

    private string Verified(string file)
    {
        lock (_verifying)
        {
            if (!_verified.Contains(file))
            {
                if (Difference(Folder, file, Manifest.Files[file]) is { } reason)
                    throw new CheckpointException(reason);
                _ = _verified.Add(file);
            }
        }

        return Path.Combine(Folder, file);
    }

    private static string? Difference(string folder, string file, BundleFile stated)
    {
        var path = Path.Combine(folder, file);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length != stated.SizeBytes)
                return $"'{path}' has {stream.Length} bytes, but the manifest says {stated.SizeBytes}.";
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
            return sha256 == stated.Sha256 ? null : $"'{path}' was changed: its SHA-256 is {sha256}, but the manifest says {stated.Sha256}.";
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return $"'{path}' cannot be read: {cause.Message}";
        }
    }

    private void Require(bool holds, string complaint)
    {
        if (!holds)
            throw new CheckpointException($"The model in '{Folder}' is not what its manifest says: {complaint}.");
    }
}
