using System.Globalization;
using MoTE.Indexing.Media;
using MoTE.Indexing.Testing.Films;

namespace MoTE.Indexing.Benchmarks.Shots;

/// <summary>How much FFmpeg's filters say that a frame differs from the one before.</summary>
/// <param name="Scdet">The score of <c>scdet</c>, 0 to 100.</param>
/// <param name="Scene">The value of <c>scene</c> in <c>select</c>, 0 to 1.</param>
internal readonly record struct FfmpegScore(double Scdet, double Scene)
{
    private const int MostOutput = 64 << 20;

    /// <summary>Scores the pictures of a file of raw films.</summary>
    /// <param name="path">The pictures, R, G and B of each pixel, one picture after the other.</param>
    public static async Task<IReadOnlyList<FfmpegScore>> OfAsync(string path)
    {
        var tools = await FfmpegLocator.FindAsync(new MediaOptions(), CancellationToken.None);
        using var ffmpeg = FfmpegProcess.Start(
            tools.Ffmpeg,
            [
                "-nostdin", "-hide_banner", "-loglevel", "error", "-f", "rawvideo", "-pixel_format", "rgb24",
                "-video_size", string.Create(CultureInfo.InvariantCulture, $"{Film.Width}x{Film.Height}"), "-i", path,
                "-vf", @"scdet=threshold=0,select=gte(scene\,0),metadata=mode=print:file=-", "-f", "null", "-",
            ]);
        var values = new Dictionary<string, List<double>> { ["lavfi.scd.score"] = [], ["lavfi.scene_score"] = [] };
        foreach (var line in (await ffmpeg.ReadTextAsync(MostOutput, CancellationToken.None)).Split('\n'))
        {
            if (line.Split('=') is [var key, var value] && values.TryGetValue(key, out var list)) list.Add(double.Parse(value, CultureInfo.InvariantCulture));
        }

        return [.. values["lavfi.scd.score"].Zip(values["lavfi.scene_score"], (scdet, scene) => new FfmpegScore(scdet, scene))];
    }
}
