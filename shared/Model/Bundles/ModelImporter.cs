using System.Security.Cryptography;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Makes a bundle of published files: patches the vision tower, merges the experts, completes the class features, proves that it opens.</summary>
public static class ModelImporter
{
    private const string HuggingFaceMerges = "merges.txt";

    /// <summary>Ids that every vocabulary of the published format has: bytes, bytes that close a word, start and end.</summary>
    private const int SmallestVocabulary = 514;

    /// <summary>Imports.</summary>
    /// <param name="home">The folder of bundles to put it into.</param>
    /// <param name="request">Which files, and how.</param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="cancellationToken">Stops and leaves no trace.</param>
    /// <returns>The finished bundle.</returns>
    /// <exception cref="UserErrorException">The name is taken, a vocabulary or class names are missing or do not fit.</exception>
    /// <exception cref="CheckpointException">A file cannot be read, or the files do not fit each other.</exception>
    public static BundleListing Import(
        string home, ModelImportRequest request, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        BundleWriter.RequireFreeName(home, request.Name, request.Replace);
        if (request.Mote is not null && request.TemporalHead is not null)
            throw new UserErrorException("A MoTE checkpoint has its own temporal head: give one of the two.");

        IReadOnlyList<string> names = request.Classes is { } classes ? ClassNameFile.Read(classes) : [];
        progress?.Report(new ImportProgress("reading the published files"));
        using var files = PublishedFiles.Open(request.Clip, request.TemporalHead, request.Mote, request.PatchFactor);
        if (files.DroppedKeys.Count > 0)
            progress?.Report(new ImportProgress($"leaving out what the original CLIP does not have: {string.Join(", ", files.DroppedKeys)}"));

        var scratch = Directory.CreateTempSubdirectory("mote-import-");
        try
        {
            var vocabulary = VocabularyPath(request, files.Configuration.Text, scratch.FullName, progress);
            var head = files.TemporalHead is { } published ? CompleteHead(request, files, published, names, vocabulary, progress, cancellationToken) : null;
            return BundleWriter.Write(
                home,
                new BundleContent
                {
                    Name = request.Name,
                    Clip = files.Configuration,
                    Vision = files.Vision,
                    Text = files.Clip,
                    TemporalHead = head,
                    VocabularyPath = vocabulary,
                    FramesPerView = request.FramesPerView,
                    FineTuningClasses = head is null ? [] : names,
                    ArchiveVocabulary = head is null && names.Count > 0 ? names : null,
                    PatchFactor = request.Mote is null ? null : request.PatchFactor,
                    Licence = request.Licence ?? "unknown: see where the files came from",
                    Source = Source(request, cancellationToken),
                    Half = request.Half,
                },
                request.Replace,
                progress,
                cancellationToken);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static string? VocabularyPath(ModelImportRequest request, TextConfiguration text, string scratch, IProgress<ImportProgress>? progress)
    {
        if (text.VocabularySize < SmallestVocabulary)
        {
            progress?.Report(new ImportProgress(
                $"no vocabulary fits a text tower of {text.VocabularySize} ids: the model can be verified and can embed, but not be searched"));
            return null;
        }

        if (request.Vocabulary is { } given)
        {
            RequireFit(BytePairVocabulary.Load(given, text.VocabularySize), text, given);
            return given;
        }

        var merges = Path.Combine(request.Clip, HuggingFaceMerges);
        if (!File.Exists(merges))
            throw new UserErrorException("Give the tokenizer's vocabulary with --vocab FILE; the published one is called bpe_simple_vocab_16e6.txt.gz.");

        var path = Path.Combine(scratch, BundleFile.Vocabulary);
        var vocabulary = BytePairVocabulary.Load(merges, text.VocabularySize);
        RequireFit(vocabulary, text, merges);
        vocabulary.Save(path);
        return path;
    }

    private static void RequireFit(BytePairVocabulary vocabulary, TextConfiguration text, string path)
    {
        if (vocabulary.StartId != text.StartToken || vocabulary.EndId != text.EndToken)
        {
            throw new UserErrorException(
                $"The vocabulary '{path}' opens and closes texts with the ids {vocabulary.StartId} and {vocabulary.EndId}, "
                + $"but the text tower knows them as {text.StartToken} and {text.EndToken}.");
        }
    }

    // Class features may be absent (specification Q37) or an untouched placeholder of zeros (Q38); either way they can be made again from the names.
    private static ITensorSource CompleteHead(
        ModelImportRequest request,
        PublishedFiles files,
        ITensorSource head,
        IReadOnlyList<string> names,
        string? vocabulary,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        var state = FineTuningClassFeatures.Of(head);
        if (state == ClassFeatures.Present && (names.Count == 0 || vocabulary is null))
            return head;

        var path = request.Mote ?? request.TemporalHead;
        var lack = state == ClassFeatures.Absent ? "has no class features" : "has class features that are all zero";
        if (names.Count == 0)
            throw new UserErrorException($"'{path}' {lack}: give the names of its fine-tuning classes with --classes FILE.csv, so that they can be computed.");
        if (vocabulary is null)
            throw new UserErrorException($"'{path}' {lack}, and no vocabulary fits the text tower to compute them.");

        using var encoder = TextEncoder.Load(files.Clip, configuration: files.Configuration.Text);
        var tokenizer = new ClipTokenizer(BytePairVocabulary.Load(vocabulary, files.Configuration.Text.VocabularySize));
        var encoding = new ClassEncoding(encoder, tokenizer, PromptTemplates.Published);
        var width = files.Configuration.JointWidth;
        if (state != ClassFeatures.Present)
        {
            var features = encoding.Encode(names, "computing class features", progress, cancellationToken);
            return new ReplacedTensor(head, FineTuningClassFeatures.Key, [names.Count, width], [.. features.SelectMany(row => row)]);
        }

        progress?.Report(new ImportProgress("comparing class names with class features"));
        var stored = ArchiveFeaturesFile.Rows(head, FineTuningClassFeatures.Key, null, width, path!);
        if (stored.Length != names.Count)
            throw new UserErrorException($"'{request.Classes}' has {names.Count} classes, but the temporal head was fine-tuned on {stored.Length}.");
        encoding.RequireSameOrder(names, stored, request.Classes!, cancellationToken);
        return head;
    }

    private static string Source(ModelImportRequest request, CancellationToken cancellationToken)
    {
        string?[] paths = [request.Clip, request.Mote, request.TemporalHead];
        return string.Join(", ", paths.Where(path => path is not null).Select(path => Named(path!, cancellationToken)));
    }

    private static string Named(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (Directory.Exists(path))
            return name;
        using var stream = File.OpenRead(path);
        return $"{name} (SHA-256 {Convert.ToHexStringLower(SHA256.HashData(stream))})";
    }
}
