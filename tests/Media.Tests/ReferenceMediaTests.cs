using System.Globalization;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests;

/// <summary>Every real clip, odd file and montage gets through, with the number of frames that is known of it.</summary>
public sealed class ReferenceMediaTests
{
    public static TheoryData<string, int?> Files()
    {
        var data = new TheoryData<string, int?>();
        if (ReferenceMedia.Folder is null)
        {
            data.Add("", null);
            return data;
        }

        var lines = File.ReadAllLines(Path.Combine(ReferenceMedia.Folder, "captions.tsv"));
        var column = Array.IndexOf(lines[0].Split('\t'), "decoded_frames");
        var counts = lines.Skip(1).Select(line => line.Split('\t'))
            .ToDictionary(row => row[0], row => int.TryParse(row[column], CultureInfo.InvariantCulture, out var count) ? count : (int?)null);
        foreach (var path in Directory.GetFiles(ReferenceMedia.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(path) is ".tsv" or ".md" or ".json") continue;
            var name = Path.GetRelativePath(ReferenceMedia.Folder, path).Replace('\\', '/');
            data.Add(name, counts.GetValueOrDefault(name));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task File_ProbedDecodedAndCut_GetsTheRightVerdict(string name, int? decodedFrames)
    {
        var path = ReferenceMedia.Require(name);
        var token = TestContext.Current.CancellationToken;
        List<SegmentView<RgbImage>> views;
        try
        {
            views = await SegmentReaderTests.ReadAsync(path, 10, token);
        }
        catch (UserErrorException failure)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(failure.Message);
            Assert.Null(decodedFrames);
            Assert.Contains(name.StartsWith("odd/audio", StringComparison.Ordinal) ? "no video stream" : name.Contains("zero") ? "is empty" : "not a video", failure.Message);
            return;
        }

        var last = views[^1].Range;
        TestContext.Current.TestOutputHelper?.WriteLine($"{last.EndFrame} frames, {views.Count} segments, {views[0].Range.Start} to {last.End}");
        Assert.All(views, view => Assert.InRange((view.Range.End - view.Range.Start).TotalSeconds, 0, 10));
        if (decodedFrames is { } expected) Assert.Equal(expected, last.EndFrame);
        else Assert.StartsWith("montage/", name);
    }
}
