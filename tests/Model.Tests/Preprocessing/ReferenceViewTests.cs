using System.Globalization;
using MoTE.Indexing.Media;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Preprocessing;

/// <summary>What the model sees of real clips: FFmpeg's frames through our resize and crop, against the reference pictures.</summary>
public sealed class ReferenceViewTests
{
    [Fact]
    public async Task Decode_EveryReferenceView_IsWithinOneLevel()
    {
        var folder = ReferenceFixtures.Require("view");
        var media = ReferenceMedia.Require("");
        var views = Directory.GetFiles(folder, "*.safetensors");
        Assert.NotEmpty(views);
        var lines = new List<string>();
        foreach (var view in views) lines.Add(await CompareAsync(view, media, TestContext.Current.CancellationToken));
        foreach (var line in lines) TestContext.Current.TestOutputHelper?.WriteLine(line);
        Assert.All(lines, line => Assert.EndsWith(" ok", line));
    }

    private static async Task<string> CompareAsync(string view, string media, CancellationToken cancellationToken)
    {
        using var reference = SafetensorsFile.Open(view);
        var expected = reference.ReadIntegers("pixels");
        var path = Path.Combine(media, reference.Metadata["file"]);
        var numbers = reference.Metadata["frame_numbers"].Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        var info = await new MediaProbe().ProbeAsync(path, cancellationToken);
        Assert.Equal(reference.Metadata["display_size"], $"{info.FrameWidth}x{info.FrameHeight}");

        var preprocessor = new FramePreprocessor(224);
        int frame = 0, largest = 0, different = 0;
        await foreach (var decoded in new FrameDecoder().DecodeAsync(path, info, new DecodeRequest { Numbers = numbers }, cancellationToken))
        {
            Assert.Equal(numbers[frame], decoded.Number);
            var actual = preprocessor.Apply(decoded.Image);
            for (var i = 0; i < actual.Length; i++)
            {
                var error = (int)Math.Abs(actual[i] - expected[(frame * actual.Length) + i]);
                largest = Math.Max(largest, error);
                if (error > 0) different++;
            }

            frame++;
        }

        Assert.Equal(numbers.Length, frame);
        return $"{Path.GetFileName(view)}: largest difference {largest}, {different} of {expected.Length} samples differ {(largest <= 1 ? "ok" : "too much")}";
    }
}
