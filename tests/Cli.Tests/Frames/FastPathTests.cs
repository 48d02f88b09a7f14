using System.Globalization;
using System.Numerics.Tensors;
using MoTE.Indexing.Media;
using MoTE.Indexing.Media.Chunks;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Frames;

/// <summary>What models make of pictures that FFmpeg shrank, beside what they make of full-size pictures that went through the published preprocessing.</summary>
public sealed class FastPathTests
{
    private const double LeastCosine = 0.995;

    [Theory]
    [InlineData("tiny-a")]
    [InlineData("tiny-b")]
    [InlineData("demo")]
    public async Task Shrink_ReferenceViews_HardlyChangesEmbeddings(string model)
    {
        var media = ReferenceMedia.Require("");
        using var encoder = Open(model);
        foreach (var view in Directory.GetFiles(ReferenceFixtures.Require("view"), "*.safetensors").Order(StringComparer.Ordinal))
        {
            using var reference = SafetensorsFile.Open(view);
            int[] numbers = [.. reference.Metadata["frame_numbers"].Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
            await VerifyAsync(encoder, Path.Combine(media, reference.Metadata["file"]), numbers);
        }
    }

    [Fact]
    public async Task Shrink_Samples_HardlyChangesEmbeddings()
    {
        using var encoder = Open("demo");
        foreach (var clip in Directory.GetFiles(Path.Combine(Repository.Root, "infra", "samples"), "*.mp4").Order(StringComparer.Ordinal))
            await VerifyAsync(encoder, clip, [0, 9, 18, 27]);
    }

    private static async Task VerifyAsync(VideoEncoder encoder, string path, IReadOnlyList<int> numbers)
    {
        var exact = await EmbedAsync(encoder, path, new DecodeRequest { Numbers = numbers });
        var fast = await EmbedAsync(encoder, path, new DecodeRequest { Numbers = numbers, ShortSide = new ChunkOptions().ShortSide });
        Assert.Equal(exact.Count, fast.Count);
        var cosines = exact.Zip(fast, (one, other) => (double)TensorPrimitives.CosineSimilarity<float>(one, other)).ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}: {cosines.Min():0.00000}"));
        Assert.All(cosines, cosine => Assert.InRange(cosine, LeastCosine, 1.0001));
    }

    private static async Task<List<float[]>> EmbedAsync(VideoEncoder encoder, string path, DecodeRequest request)
    {
        var token = TestContext.Current.CancellationToken;
        var preprocessor = new FramePreprocessor(encoder.Configuration.Resolution);
        var info = await new MediaProbe().ProbeAsync(path, token);
        var embeddings = new List<float[]>();
        await foreach (var frame in new FrameDecoder().DecodeAsync(path, info, request, token)) embeddings.Add(encoder.EncodeFrames(preprocessor.Apply(frame.Image)));
        return embeddings;
    }

    private static VideoEncoder Open(string model)
    {
        if (model == "demo") return ModelBundle.Open(Path.Combine(Repository.Root, "infra", "models", model)).OpenVideoEncoder();
        using var clip = SafetensorsFile.Open(ReferenceFixtures.Require($"{model}/clip.safetensors"));
        return VideoEncoder.Load(clip, null);
    }
}
