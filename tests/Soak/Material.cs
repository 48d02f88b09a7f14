using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Soak.Clips;
using MoTE.Indexing.Soak.Verdicts;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Soak;

/// <summary>What runs work with: masters, a model, and what becomes of each master when nothing goes wrong.</summary>
/// <param name="Masters">Videos, then files that are none.</param>
/// <param name="Model">Folder of the model bundle.</param>
/// <param name="Undisturbed">What becomes of each.</param>
internal sealed record Material(IReadOnlyList<Master> Masters, string Model, IReadOnlyDictionary<Master, Undisturbed> Undisturbed)
{
    // Two masters in each round of this many files are no videos.
    private const int FilesPerRound = 14;

    /// <summary>Makes it.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="videos">Different videos.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Material> PrepareAsync(TemporaryFolder folder, int videos, CancellationToken cancellationToken)
    {
        var masters = await Clips.Masters.RenderAsync(Directory.CreateDirectory(folder.File("masters")).FullName, videos, cancellationToken);
        var models = TinyBundle.Write(folder);
        var undisturbed = await Verdicts.Undisturbed.RunAsync(masters, models, TinyBundle.Width, folder.File("undisturbed"), cancellationToken);
        return new Material(masters, Path.Combine(models, "tiny"), undisturbed);
    }

    /// <summary>Writes files of all masters, each with bytes of its own.</summary>
    public Task<IReadOnlyList<LoadFile>> WriteAsync(string folder, int count, CancellationToken cancellationToken)
    {
        var (videos, others) = (Videos, Masters.Where(master => !master.IsVideo).ToList());
        return WriteAsync(folder, count, number => number % FilesPerRound is 4 or 9 ? others[number / (FilesPerRound / 2) % others.Count] : videos[number % videos.Count], cancellationToken);
    }

    /// <summary>Writes videos, each with bytes of its own.</summary>
    public Task<IReadOnlyList<LoadFile>> WriteVideosAsync(string folder, int count, CancellationToken cancellationToken) =>
        WriteAsync(folder, count, number => Videos[number % Videos.Count], cancellationToken);

    private List<Master> Videos => [.. Masters.Where(master => master.IsVideo)];

    private static async Task<IReadOnlyList<LoadFile>> WriteAsync(string folder, int count, Func<int, Master> masterOf, CancellationToken cancellationToken)
    {
        _ = Directory.CreateDirectory(folder);
        var files = new List<LoadFile>();
        for (var number = 0; number < count; number++)
        {
            files.Add(await LoadFile.WriteAsync(masterOf(number), number, folder, cancellationToken));
        }

        return files;
    }
}
