using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Model.Tests.Tokenization;

/// <summary>The published vocabulary file, which may not be copied into the repository.</summary>
internal static class PublishedVocabulary
{
    private const string Variable = "MOTE_CLIP_VOCAB";

    private static readonly Lazy<BytePairVocabulary> _vocabulary = new(() => BytePairVocabulary.Load(PathOrEmpty));

    private static string PathOrEmpty => Environment.GetEnvironmentVariable(Variable) ?? "";

    /// <summary>The vocabulary; the running test is skipped where the file is absent.</summary>
    public static BytePairVocabulary Require()
    {
        Assert.SkipUnless(File.Exists(PathOrEmpty), $"{Variable} does not name the published vocabulary file (bpe_simple_vocab_16e6.txt.gz).");
        return _vocabulary.Value;
    }
}
