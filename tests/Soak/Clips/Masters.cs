using System.Globalization;

namespace MoTE.Indexing.Soak.Clips;

/// <summary>Renders small files: videos of a few seconds with one or two cuts, and files that are no videos.</summary>
internal static class Masters
{
    private const double ShortestScene = 1.6;
    private const double SceneStep = 0.7;
    private static readonly string[] Scenes = ["testsrc", "smptebars", "testsrc2", "mandelbrot", "rgbtestsrc"];

    /// <summary>Renders them into a folder.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="videos">How many videos; three files that are none come after them: sound alone, half a file, text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<Master>> RenderAsync(string folder, int videos, CancellationToken cancellationToken)
    {
        var paths = new List<string>();
        for (var number = 0; number < videos; number++)
        {
            paths.Add(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"video-{number:00}.mp4")));
            await Ffmpeg.MakeAsync(paths[^1], Video(number), cancellationToken);
        }

        return [.. paths.Select((path, number) => new Master(number, path, IsVideo: true)), .. await BrokenAsync(folder, paths[0], videos, cancellationToken)];
    }

    private static IEnumerable<string> Video(int number)
    {
        var scenes = 2 + (number % 2);
        var inputs = Enumerable.Range(0, scenes).SelectMany(scene => new[]
        {
            "-f", "lavfi", "-i",
            string.Create(CultureInfo.InvariantCulture, $"{Scenes[(number + scene) % Scenes.Length]}=size=96x64:rate=10,trim=duration={ShortestScene + ((number + scene) % 4 * SceneStep)}"),
        });
        return [.. inputs, "-filter_complex", $"concat=n={scenes}:v=1:a=0", "-pix_fmt", "yuv420p", "-g", "10", "-movflags", "+faststart"];
    }

    private static async Task<IReadOnlyList<Master>> BrokenAsync(string folder, string video, int first, CancellationToken cancellationToken)
    {
        var (sound, half, text) = (Path.Combine(folder, "sound.mp4"), Path.Combine(folder, "half.mp4"), Path.Combine(folder, "text.mp4"));
        await Ffmpeg.MakeAsync(sound, ["-f", "lavfi", "-i", "sine=duration=1"], cancellationToken);
        var bytes = await File.ReadAllBytesAsync(video, cancellationToken);
        await File.WriteAllBytesAsync(half, bytes[(bytes.Length / 2)..], cancellationToken);
        await File.WriteAllTextAsync(text, "This is no video.", cancellationToken);
        return [new Master(first, sound, IsVideo: false), new Master(first + 1, half, IsVideo: false), new Master(first + 2, text, IsVideo: false)];
    }
}
