using System.Globalization;
using MoTE.Indexing.Demo.Evaluation;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Clips;

/// <summary>Sampled frames of rendered clips, kept in files, because a model is asked about the same clips again and again.</summary>
/// <param name="folder">Where the files are; made where it does not exist.</param>
/// <param name="frames">T.</param>
/// <param name="resolution">Side R of the model's pictures.</param>
internal sealed class FilmCache(string folder, int frames, int resolution)
{
    private int FilmBytes => frames * 3 * resolution * resolution;

    /// <summary>The films of scenes that a seed drew: from their file, or rendered, encoded and decoded now.</summary>
    /// <param name="name">What the scenes are for; part of the file's name.</param>
    /// <param name="scenes">The scenes.</param>
    /// <param name="seed">Drew the scenes; draws sizes and qualities.</param>
    /// <param name="progress">Receives the number of clips of each finished part.</param>
    /// <param name="cancellationToken">Stops and leaves no half file.</param>
    /// <returns>Per scene: planar RGB, 8 bits, [T, 3, R, R].</returns>
    public async Task<IReadOnlyList<byte[]>> GetAsync(string name, IReadOnlyList<Scene> scenes, int seed, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{seed}-{scenes.Count}x{frames}x{resolution}.rgb"));
        if (new FileInfo(path) is { Exists: true } known && known.Length == (long)scenes.Count * FilmBytes)
        {
            var films = await ReadAsync(path, scenes.Count, cancellationToken).ConfigureAwait(false);
            progress?.Report(scenes.Count);
            return films;
        }

        var made = await SceneFilms.MakeAsync(scenes, frames, resolution, seed, progress, cancellationToken).ConfigureAwait(false);
        var draft = path + ".part";
        var stream = File.Create(draft);
        await using (stream.ConfigureAwait(false))
        {
            foreach (var film in made)
                await stream.WriteAsync(film, cancellationToken).ConfigureAwait(false);
        }

        File.Move(draft, path, overwrite: true);
        return made;
    }

    private async Task<IReadOnlyList<byte[]>> ReadAsync(string path, int count, CancellationToken cancellationToken)
    {
        var films = new byte[count][];
        var stream = File.OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            for (var i = 0; i < count; i++)
            {
                films[i] = new byte[FilmBytes];
                await stream.ReadExactlyAsync(films[i], cancellationToken).ConfigureAwait(false);
            }
        }

        return films;
    }
}
