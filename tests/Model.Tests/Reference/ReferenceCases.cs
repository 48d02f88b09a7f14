using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Reference;

/// <summary>Finds the reference cases: every folder with a golden file, under MOTE_REFERENCE_FIXTURES or in the repository's own copy.</summary>
internal static class ReferenceCases
{
    /// <summary>Where the cases are.</summary>
    public static string Root { get; } = ReferenceFixtures.Folder;

    /// <summary>Cases of the published MoTE implementation: a CLIP model in OpenAI's layout, a temporal head, and a golden.</summary>
    public static IReadOnlyList<string> Mote => With("clip.safetensors", "temporal_head.safetensors", "golden.safetensors");

    /// <summary>Cases of Hugging Face CLIP models.</summary>
    public static IReadOnlyList<string> HuggingFace => With("config.json", "model.safetensors", "golden.safetensors");

    /// <summary>Cases with outputs after the weight patch, and the checkpoint and original model that it mixes.</summary>
    public static IReadOnlyList<string> Patched => With("clip.safetensors", "golden.safetensors", "mote_checkpoint.pt", "golden_patched.safetensors");

    /// <summary>A file of a case.</summary>
    public static string File(string name, string file) => Path.Combine(Root, name, file);

    private static List<string> With(params string[] files)
    {
        var cases = Directory.EnumerateDirectories(Root)
            .Where(folder => files.All(file => System.IO.File.Exists(Path.Combine(folder, file))))
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(cases.Count > 0, $"There is no reference case with {string.Join(", ", files)} under '{Root}'.");
        return cases;
    }
}
