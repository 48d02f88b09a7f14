using System.Globalization;
using System.Numerics.Tensors;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Verification;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>What must hold of a bundle: the checks of its model, and that its manifest, vocabulary and text tower fit together (specification 13.5.8).</summary>
internal sealed class BundleSelfChecks
{
    private readonly ModelBundle _bundle;
    private readonly VideoEncoder _video;
    private readonly TextEncoder _text;
    private readonly List<SelfCheck> _results;

    private BundleSelfChecks(ModelBundle bundle, VideoEncoder video, TextEncoder text) =>
        (_bundle, _video, _text, _results) = (bundle, video, text, [.. ModelSelfChecks.Run(video, text)]);

    public static IReadOnlyList<SelfCheck> Run(ModelBundle bundle, VideoEncoder video, TextEncoder text, CancellationToken cancellationToken)
    {
        var checks = new BundleSelfChecks(bundle, video, text);
        cancellationToken.ThrowIfCancellationRequested();
        checks.PlainClipHasNoGain();
        checks.TokenizerFitsTheTextTower();
        checks.PublishedVectors();
        return checks._results;
    }

    private void Add(string name, bool ok, string detail) => _results.Add(new SelfCheck(name, ok, detail));

    private void PlainClipHasNoGain()
    {
        if (_video.Head is not null)
            return;
        Add("A bundle without a temporal head states none", !_bundle.Manifest.HasTemporalHead, "the manifest is what was loaded");
    }

    private void TokenizerFitsTheTextTower()
    {
        if (!_bundle.Manifest.Files.ContainsKey(BundleFile.Vocabulary))
            return;
        var tokenizer = _bundle.OpenTokenizer();
        var fits = tokenizer.Vocabulary.Size == _text.Configuration.VocabularySize
            && tokenizer.StartId == _text.Configuration.StartToken
            && tokenizer.EndId == _text.Configuration.EndToken;
        var decoded = tokenizer.Decode(tokenizer.Encode("A red car, twice!"));
        var vectors = _text.Encode([tokenizer.Encode("a red car"), tokenizer.Encode("two people dancing")]);
        var cosine = TensorPrimitives.CosineSimilarity<float>(vectors[0], vectors[1]);
        Add(
            "The vocabulary fits the text tower",
            fits && decoded.Trim() == "a red car , twice !" && Math.Abs(cosine) < 1 - 1e-4,
            string.Create(CultureInfo.InvariantCulture, $"{tokenizer.Vocabulary.Size} ids; two different texts have cosine {cosine:0.000}"));
    }

    private void PublishedVectors()
    {
        var published = ModelCatalogue.BuiltIn().Models[0].Vocabulary.Sha256;
        if (!_bundle.Manifest.Files.TryGetValue(BundleFile.Vocabulary, out var vocabulary) || vocabulary.Sha256 != published)
            return;
        var tokenizer = _bundle.OpenTokenizer();
        (string Text, int[] Ids)[] vectors =
        [
            ("a photo of a cat", [320, 1125, 539, 320, 2368]),
            ("a photo of abseiling.", [320, 1125, 539, 596, 567, 3299, 269]),
            ("a example of a person massaging person's head.", [320, 6228, 539, 320, 2533, 4636, 4336, 2533, 568, 1375, 269]),
            ("a photo of 100 dogs!!", [320, 1125, 539, 272, 271, 271, 3255, 748]),
        ];
        var wrong = vectors.Where(vector => !tokenizer.Encode(vector.Text).SequenceEqual(vector.Ids)).Select(vector => vector.Text).ToList();
        Add("The vocabulary gives the published token ids", wrong.Count == 0, wrong.Count == 0 ? $"{vectors.Length} texts" : $"other ids for '{wrong[0]}'");
    }
}
