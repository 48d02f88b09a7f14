using System.Security.Cryptography;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Clip;

namespace MoTE.Indexing.Model.Tests.Bundles;

/// <summary>Manifests and bundle folders for tests of what reads them; the weights are arbitrary bytes.</summary>
internal static class Manifests
{
    public static ModelManifest Mote(string name = "mote-test") => Sealed(new ModelManifest
    {
        FormatVersion = 1,
        Name = name,
        Variant = "ViT-B/16",
        EmbeddingWidth = 512,
        FramesPerView = 8,
        Sampling = FrameChoice.Uniform,
        Preprocessing = ImagePreprocessing.Clip(224),
        Towers = new TowerDetails { Activation = ClipActivation.QuickGelu, VisionHeads = 12, TextHeads = 8, TemporalHeads = 8 },
        PromptTemplates = ["a photo of {}.", "a video of a person {}."],
        FineTuningClasses = ["archery", "riding a bike", "opening bottle (not wine)", "person's \"é\"", "zumba"],
        LogitScale = 100,
        PatchFactor = 0.99,
        Licence = "none",
        Source = "a test",
        Files = BundleFile.Known.Where(file => file != BundleFile.ArchiveFeatures).ToDictionary(file => file, file => Stated(Bytes(file))),
        Fingerprint = "",
    });

    public static ModelManifest Clip(string name = "clip-test")
    {
        var mote = Mote(name);
        return Sealed(mote with
        {
            Towers = mote.Towers with { TemporalHeads = null },
            FineTuningClasses = [],
            ArchiveVocabulary = ["a", "b", "c", "d", "e"],
            PatchFactor = null,
            Files = BundleFile.Known.Where(file => file != BundleFile.TemporalHead).ToDictionary(file => file, file => Stated(Bytes(file))),
        });
    }

    public static ModelManifest Sealed(ModelManifest manifest) => manifest with { Fingerprint = ModelFingerprint.Of(manifest) };

    /// <summary>Writes a bundle whose files have the stated sizes and hashes.</summary>
    public static string WriteBundle(string home, ModelManifest manifest)
    {
        var folder = Path.Combine(home, manifest.Name);
        Directory.CreateDirectory(folder);
        foreach (var file in manifest.Files.Keys)
            File.WriteAllBytes(Path.Combine(folder, file), Bytes(file));
        ModelManifestFile.Write(Path.Combine(folder, BundleFile.Manifest), manifest);
        return folder;
    }

    private static byte[] Bytes(string file) => System.Text.Encoding.UTF8.GetBytes("content of " + file);

    private static BundleFile Stated(byte[] bytes) => new(bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
