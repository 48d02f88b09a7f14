using BenchmarkDotNet.Attributes;
using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Benchmarks;

/// <summary>What a query text costs before the text encoder sees it.</summary>
[MemoryDiagnoser]
public class TokenizerBenchmarks
{
    private const string Caption = "a demonstration of a person performing long jump on a sunny beach.";
    private const string Accented = "une personne ouvre la porte du café d’à côté, déjà vu — “fin”";
    private const string Mojibake = "une personne ouvre la porte du cafÃ© dâ€™Ã  cÃ´tÃ©";

    private readonly string _long = string.Concat(Enumerable.Repeat(Caption + " ", 100));
    private readonly string _oneWord = new('a', 10_000);
    private readonly ClipTokenizer _tokenizer = new(Vocabulary());

    [Benchmark(Baseline = true)]
    public int[] EncodeCaption() => _tokenizer.Encode(Caption);

    [Benchmark]
    public int[] EncodeAccentedText() => _tokenizer.Encode(Accented);

    [Benchmark]
    public int[] EncodeMojibake() => _tokenizer.Encode(Mojibake);

    [Benchmark]
    public int[] EncodeHundredCaptions() => _tokenizer.Encode(_long);

    [Benchmark]
    public int[] EncodeOneWordOfTenThousandLetters() => _tokenizer.Encode(_oneWord);

    // The published vocabulary where it is at hand, otherwise one learnt from these texts.
    private static BytePairVocabulary Vocabulary() => Environment.GetEnvironmentVariable("MOTE_CLIP_VOCAB") is { Length: > 0 } path
        ? BytePairVocabulary.Load(path)
        : BytePairTrainer.Train([Caption, Accented, new string('a', 64)], maximumSize: 1024, minimumCount: 1);
}
