using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Tests.Reference;
using MoTE.Indexing.Model.Verification;
using MoTE.Indexing.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tests.Encoders;

public sealed class EncoderTests
{
    private static readonly EncoderOptions Cpu = new() { Device = "cpu" };

    [Fact]
    public void Encode_OfViews_IsTheMeanOfFrames_AndEqualsOneViewAtATime()
    {
        using var clip = TinyModels.NewClip();
        using var head = TinyModels.NewHead();
        using var encoder = VideoEncoder.Load(TinyModels.Tensors(clip), TinyModels.Tensors(head), Cpu with { BatchSize = 3 });
        var pixels = TinyModels.Pixels(2 * TinyModels.Frames, seed: 3);

        var views = encoder.Encode(pixels, 2);
        var frames = encoder.EncodeFrames(pixels);
        var fromFrames = encoder.EncodeViews(frames, 2);

        Assert.Equal(2, views.Count);
        for (var view = 0; view < 2; view++)
        {
            var alone = encoder.Encode(pixels.AsSpan(view * pixels.Length / 2, pixels.Length / 2), 1)[0];
            Assert.Equal(views[view].Spatial, alone.Spatial, (a, b) => Math.Abs(a - b) < 1e-5);
            Assert.Equal(views[view].Temporal, alone.Temporal, (a, b) => Math.Abs(a - b) < 1e-5);
            Assert.Equal(views[view].NearestClasses, fromFrames[view].NearestClasses);
            Assert.Equal(5, alone.NearestClasses.Length);
            for (var d = 0; d < TinyModels.Width; d++)
            {
                var mean = Enumerable.Range(0, TinyModels.Frames).Average(frame => frames[(((view * TinyModels.Frames) + frame) * TinyModels.Width) + d]);
                Assert.Equal(mean, views[view].Spatial[d], 1e-5);
            }
        }
    }

    [Fact]
    public void Encode_WithoutAHead_IsPlainClip()
    {
        using var clip = TinyModels.NewClip();
        using var encoder = VideoEncoder.Load(TinyModels.Tensors(clip), null, Cpu);

        var view = encoder.Encode(TinyModels.Pixels(TinyModels.Frames, seed: 3), 1)[0];

        Assert.Empty(view.NearestClasses);
        Assert.Empty(encoder.FineTuningClasses);
        Assert.All(view.Temporal, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Encode_InBfloat16_IsNearTheReference()
    {
        using var clip = TinyModels.NewClip();
        using var head = TinyModels.NewHead();
        using var exact = VideoEncoder.Load(TinyModels.Tensors(clip), TinyModels.Tensors(head), Cpu);
        using var fast = VideoEncoder.Load(TinyModels.Tensors(clip), TinyModels.Tensors(head), Cpu with { Precision = EncoderPrecision.Bf16 });
        var pixels = TinyModels.Pixels(TinyModels.Frames, seed: 3);

        var (expected, actual) = (exact.Encode(pixels, 1)[0], fast.Encode(pixels, 1)[0]);

        Assert.True(System.Numerics.Tensors.TensorPrimitives.CosineSimilarity<float>(expected.Spatial, actual.Spatial) > 0.999);
        Assert.True(System.Numerics.Tensors.TensorPrimitives.CosineSimilarity<float>(expected.Temporal, actual.Temporal) > 0.999);
    }

    [Fact]
    public void Encode_OfMoreFramesThanPositions_SaysSo()
    {
        using var clip = TinyModels.NewClip();
        using var head = TinyModels.NewHead();
        using var encoder = VideoEncoder.Load(TinyModels.Tensors(clip), TinyModels.Tensors(head), Cpu);

        var failure = Assert.Throws<UserErrorException>(() => encoder.Encode(TinyModels.Pixels(7, seed: 1), 1));
        Assert.Contains("7 frames", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[100], 1));
    }

    [Fact]
    public void Load_OfAHeadWithZeroClassFeatures_Fails()
    {
        using var clip = TinyModels.NewClip();
        using var head = TinyModels.NewHead();
        using (no_grad())
            head.FineTuningClasses.zero_();

        var failure = Assert.Throws<CheckpointException>(() => VideoEncoder.Load(TinyModels.Tensors(clip), TinyModels.Tensors(head), Cpu));
        Assert.Contains("spe_cls_feature", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_LeavesNoTensorBehind()
    {
        using var clip = TinyModels.NewClip();
        using var head = TinyModels.NewHead();
        using var video = VideoEncoder.Load(TinyModels.Tensors(clip), TinyModels.Tensors(head), Cpu);
        using var text = TextEncoder.Load(TinyModels.Tensors(clip), Cpu);
        var pixels = TinyModels.Pixels(2 * TinyModels.Frames, seed: 3);
        _ = video.Encode(pixels, 2);
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        _ = video.Encode(pixels, 2);
        _ = video.EncodeViews(video.EncodeFrames(pixels), 2);
        _ = text.Encode([[1, 2], [3]]);

        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void TextEncoder_Encode_EqualsTheTowerOnPaddedRows()
    {
        using var clip = TinyModels.NewClip();
        using var encoder = TextEncoder.Load(TinyModels.Tensors(clip), Cpu with { BatchSize = 2 });
        int[][] texts = [[5, 6, 7, 8, 9], [], [1], [40, 41, 42, 43, 44, 45, 46, 47, 48, 49]];
        var rows = texts.Select(text => (long[])[98, .. text.Select(id => (long)id), 99, .. new long[10 - text.Length]]).ToList();

        var vectors = encoder.Encode(texts);

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var whole = clip.Text.forward(TokenBatch.FromRows(rows, TinyModels.Clip.Text, cut: false)).ToFloats().Chunk(TinyModels.Width).ToList();
        Assert.Equal(4, vectors.Length);
        for (var i = 0; i < 4; i++)
            Assert.Equal(UnitVector.Of(whole[i]), vectors[i], (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void TextEncoder_OfATextThatIsTooLong_SaysHowLong()
    {
        using var clip = TinyModels.NewClip();
        using var encoder = TextEncoder.Load(TinyModels.Tensors(clip), Cpu);

        var failure = Assert.Throws<UserErrorException>(() => encoder.Encode([new int[11]]));
        Assert.Contains("11 tokens", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => encoder.Encode([[100]]));
        Assert.Empty(encoder.Encode([]));
    }

    [Fact]
    public void PromptEnsemble_NormalisesAveragesAndNormalises()
    {
        using var clip = TinyModels.NewClip();
        using var encoder = TextEncoder.Load(TinyModels.Tensors(clip), Cpu);
        static IReadOnlyList<int> Tokenize(string sentence) => [.. sentence.Where(char.IsAsciiLetter).Take(8).Select(letter => letter % 90)];

        var vectors = PromptEnsemble.Encode(encoder, ["b", "cd"], ["a {}", "{} e f"], Tokenize, TestContext.Current.CancellationToken);

        Assert.Equal(2, vectors.Length);
        var prompts = encoder.Encode([Tokenize("a cd"), Tokenize("cd e f")]);
        var expected = UnitVector.Of(prompts[0].Zip(prompts[1], (a, b) => a + b).ToArray());
        Assert.Equal(expected, vectors[1], (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(28, PromptTemplates.Published.Count);
        Assert.Equal("a photo of {}.", PromptTemplates.Published[0]);
        Assert.Equal("a example of a person using {}.", PromptTemplates.Published[16]);
        Assert.Equal("a demonstration of a person practicing yoga.", PromptTemplates.Fill(PromptTemplates.Published[27], "yoga"));
    }

    [Fact]
    public void Options_WithAnUnknownDevice_SaySo()
    {
        var failure = Assert.Throws<UserErrorException>(() => new EncoderOptions { Device = "tpu" }.Place());
        Assert.Contains("tpu", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WithAutomaticPrecision_TakeBfloat16OnlyWhereTheProcessorMultipliesIt()
    {
        var flags = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal)) : null;
        Assert.SkipWhen(flags is null, "The processor's abilities are read from /proc/cpuinfo, which is not here.");

        var expected = flags.Contains("avx512_bf16", StringComparison.Ordinal) ? ScalarType.BFloat16 : ScalarType.Float32;
        Assert.Equal(expected, (Cpu with { Precision = EncoderPrecision.Auto }).Place().MatrixType);
    }

    [Fact]
    public void SelfChecks_OfASoundModel_AllHold()
    {
        using var clip = TinyModels.NewClip();
        using var head = TinyModels.NewHead();
        using var video = VideoEncoder.Load(TinyModels.Tensors(clip), TinyModels.Tensors(head), Cpu);
        using var text = TextEncoder.Load(TinyModels.Tensors(clip), Cpu);

        var checks = ModelSelfChecks.Run(video, text, TinyModels.Tensors(head));

        Assert.Contains(checks, check => check.Name.StartsWith("Weights merged for expert 2", StringComparison.Ordinal));
        Assert.All(checks, check => Assert.True(check.Ok, $"{check.Name}: {check.Detail}"));
    }

    [Fact]
    public void SelfChecks_OfAHeadThatIgnoresOrder_Fail()
    {
        using var clip = TinyModels.NewClip();
        using var head = TinyModels.NewHead();
        using (no_grad())
            head.Positions.Weight.zero_();
        using var video = VideoEncoder.Load(TinyModels.Tensors(clip), TinyModels.Tensors(head), Cpu);

        Assert.Contains(ModelSelfChecks.Run(video), check => check.Name == "Reversed frames change t" && !check.Ok);
    }
}
