using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>What must hold inside a manifest, apart from its being JSON of the right form.</summary>
internal static class ModelManifestRules
{
    private const int LongestName = 64;
    private const int MostClasses = 100_000;
    private const int MostTemplates = 1_000;

    /// <summary>The gain takes the five nearest classes of either side (specification 5).</summary>
    private const int FewestClasses = 5;

    /// <exception cref="CheckpointException">Names the first statement that cannot be true.</exception>
    public static void Check(ModelManifest manifest, string path)
    {
        Require(manifest.FormatVersion == ModelManifest.CurrentFormatVersion, path, $"formatVersion is {manifest.FormatVersion}, not {ModelManifest.CurrentFormatVersion}");
        Require(IsName(manifest.Name), path, $"name '{manifest.Name}' is not 1 to {LongestName} of a-z 0-9 . _ - that begin with a letter or a digit");
        RequireText(manifest.Variant, "variant", path);
        RequireText(manifest.Licence, "licence", path);
        RequireText(manifest.Source, "source", path);
        RequireRange(manifest.EmbeddingWidth, 1, 8192, "embeddingWidth", path);
        RequireRange(manifest.FramesPerView, 1, 1024, "framesPerView", path);
        Require(Enum.IsDefined(manifest.Sampling), path, $"sampling {manifest.Sampling} is unknown");
        CheckPreprocessing(manifest.Preprocessing, path);
        CheckTowers(manifest, path);
        CheckTexts(manifest, path);
        Require(float.IsFinite(manifest.LogitScale) && manifest.LogitScale > 0, path, $"logitScale is {manifest.LogitScale}, but a positive number is needed");
        Require(manifest.PatchFactor is null or (>= 0 and <= 1), path, $"patchFactor is {manifest.PatchFactor}, but lies between 0 and 1");
        CheckFiles(manifest, path);
        var fingerprint = ModelFingerprint.Of(manifest);
        Require(
            manifest.Fingerprint == fingerprint,
            path,
            $"fingerprint is {manifest.Fingerprint}, but its statements give {fingerprint}: it was edited by hand or damaged");
    }

    /// <summary>Whether a text may name a bundle: it becomes a folder's name, so nothing else may pass.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName }
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-')
        && char.IsAsciiLetterOrDigit(name[0]);

    /// <summary>Whether a text is 64 lower-case hexadecimal digits.</summary>
    public static bool IsSha256(string? text) => text is { Length: 64 } && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    private static void CheckPreprocessing(ImagePreprocessing preprocessing, string path)
    {
        RequireRange(preprocessing.Resolution, 1, 4096, "preprocessing.resolution", path);
        Require(Enum.IsDefined(preprocessing.Resize), path, $"preprocessing.resize {preprocessing.Resize} is unknown");
        Require(Enum.IsDefined(preprocessing.Interpolation), path, $"preprocessing.interpolation {preprocessing.Interpolation} is unknown");
        Require(
            preprocessing.Mean.Count == 3 && preprocessing.Mean.All(float.IsFinite),
            path,
            $"preprocessing.mean has {preprocessing.Mean.Count} numbers, but three finite ones (R, G, B) are needed");
        Require(
            preprocessing.Std.Count == 3 && preprocessing.Std.All(value => float.IsFinite(value) && value > 0),
            path,
            $"preprocessing.std is [{string.Join(", ", preprocessing.Std)}], but three positive numbers (R, G, B) are needed");
    }

    private static void CheckTowers(ModelManifest manifest, string path)
    {
        var towers = manifest.Towers;
        Require(Enum.IsDefined(towers.Activation), path, $"towers.activation {towers.Activation} is unknown");
        RequireRange(towers.VisionHeads, 1, 256, "towers.visionHeads", path);
        RequireRange(towers.TextHeads, 1, 256, "towers.textHeads", path);
        Require(towers.PoolingToken is null or >= 0, path, $"towers.poolingToken is {towers.PoolingToken}, but token ids begin at 0");
        if (!manifest.HasTemporalHead)
        {
            Require(towers.TemporalHeads is null, path, $"towers.temporalHeads is {towers.TemporalHeads}, but the bundle lists no {BundleFile.TemporalHead}");
            Require(manifest.PatchFactor is null, path, $"patchFactor is {manifest.PatchFactor}, but the bundle lists no {BundleFile.TemporalHead}");
            return;
        }

        Require(towers.TemporalHeads is not null, path, $"towers.temporalHeads is missing, although the bundle lists {BundleFile.TemporalHead}");
        RequireRange(towers.TemporalHeads ?? 0, 1, 256, "towers.temporalHeads", path);
        Require(
            manifest.EmbeddingWidth % (towers.TemporalHeads ?? 1) == 0,
            path,
            $"towers.temporalHeads is {towers.TemporalHeads}, which does not divide the embedding width {manifest.EmbeddingWidth}");
    }

    private static void CheckTexts(ModelManifest manifest, string path)
    {
        RequireRange(manifest.PromptTemplates.Count, 1, MostTemplates, "the number of promptTemplates", path);
        foreach (var template in manifest.PromptTemplates)
        {
            Require(
                template is not null && template.Split("{}").Length == 2,
                path,
                $"the prompt template '{template}' needs exactly one {{}}, where the class name goes");
        }

        CheckNames(manifest.FineTuningClasses, "fineTuningClasses", path);
        Require(
            manifest.FineTuningClasses.Count == 0 || manifest.HasTemporalHead,
            path,
            $"it names {manifest.FineTuningClasses.Count} fineTuningClasses, but the bundle lists no {BundleFile.TemporalHead}");
        if (manifest.ArchiveVocabulary is { } vocabulary)
        {
            CheckNames(vocabulary, "archiveVocabulary", path);
            RequireRange(vocabulary.Count, FewestClasses, MostClasses, "the number of names in archiveVocabulary", path);
        }

        Require(
            manifest.ArchiveVocabulary is null == !manifest.Files.ContainsKey(BundleFile.ArchiveFeatures),
            path,
            $"archiveVocabulary and the file {BundleFile.ArchiveFeatures} come together or not at all");
    }

    private static void CheckNames(IReadOnlyList<string> names, string member, string path)
    {
        Require(names.Count <= MostClasses, path, $"{member} has {names.Count} names; at most {MostClasses} are read");
        for (var row = 0; row < names.Count; row++)
        {
            Require(!string.IsNullOrWhiteSpace(names[row]), path, $"{member} has an empty name in row {row}");
        }
    }

    private static void CheckFiles(ModelManifest manifest, string path)
    {
        foreach (var required in BundleFile.Required)
        {
            Require(manifest.Files.ContainsKey(required), path, $"files does not list {required}");
        }

        foreach (var (name, file) in manifest.Files)
        {
            Require(BundleFile.Known.Contains(name), path, $"files lists '{name}', which is none of {string.Join(", ", BundleFile.Known)}");
            Require(file is { SizeBytes: > 0 }, path, $"files says that {name} has {file?.SizeBytes ?? 0} bytes");
            Require(IsSha256(file!.Sha256), path, $"the sha256 of {name} is '{file.Sha256}', not 64 lower-case hexadecimal digits");
        }
    }

    private static void RequireText(string value, string member, string path) => Require(!string.IsNullOrWhiteSpace(value), path, $"{member} is empty");

    private static void RequireRange(int value, int least, int most, string member, string path) =>
        Require(value >= least && value <= most, path, $"{member} is {value}, but lies between {least} and {most}");

    private static void Require(bool holds, string path, string complaint)
    {
        if (!holds)
            throw new CheckpointException($"The manifest '{path}' is not valid: {complaint}.");
    }
}
