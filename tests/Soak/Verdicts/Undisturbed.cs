using System.Diagnostics;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Soak.Clips;
using MoTE.Indexing.Soak.Services;

namespace MoTE.Indexing.Soak.Verdicts;

/// <summary>What becomes of a master when nothing goes wrong: <c>mote index</c> in one process, with SQLite and a folder.</summary>
/// <param name="Segments">Its segments, in the order of their numbers; none of a file that is no video.</param>
/// <param name="Artifacts">Names of its artifacts.</param>
internal sealed record Undisturbed(IReadOnlyList<SegmentRow> Segments, IReadOnlySet<string> Artifacts)
{
    /// <summary>Indexes all masters.</summary>
    /// <param name="masters">They lie in one folder.</param>
    /// <param name="models">Folder of bundles with one bundle in it.</param>
    /// <param name="width">Width of its vectors.</param>
    /// <param name="data">Data folder to be made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyDictionary<Master, Undisturbed>> RunAsync(IReadOnlyList<Master> masters, string models, int width, string data, CancellationToken cancellationToken)
    {
        await IndexAsync([.. masters.Select(master => master.Path)], models, data, cancellationToken);
        using var store = SqliteStore.OpenOrCreate(data);
        var (catalogue, index) = (new SqliteVideoCatalogue(store), new SqliteSegmentIndex(store));
        var videos = await catalogue.ListAsync(cancellationToken);
        var query = new SegmentQuery(videos[0].ModelFingerprint, [1, .. new float[width - 1]], new float[64], int.MaxValue / 2);
        var rows = (await index.FindAsync(query, cancellationToken)).ToLookup(match => match.Segment.VideoId);
        return masters.ToDictionary(master => master, master =>
        {
            var video = videos.Single(video => video.Sources.Contains(master.Path));
            if (video.State != (master.IsVideo ? VideoState.Searchable : VideoState.Rejected))
                throw new InvalidOperationException($"{master.Path} is {video.State} in an undisturbed run ({video.Reason}).");
            return new Undisturbed([.. rows[video.Id].Select(Row).OrderBy(row => row.Number)], ArtifactsOf(data, video.Id));
        });
    }

    private static SegmentRow Row(SegmentMatch match) => new(
        match.Segment.Number,
        (long)match.Segment.Start.TotalMilliseconds,
        (long)match.Segment.End.TotalMilliseconds,
        match.Segment.FirstFrame,
        match.Segment.LastFrame,
        [.. match.View.Spatial, .. match.View.Temporal]);

    private static HashSet<string> ArtifactsOf(string data, VideoId id)
    {
        var folder = Path.Combine(data, "artifacts", id.Value[..2], id.Value);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))]
            : [];
    }

    private static async Task IndexAsync(IReadOnlyList<string> files, string models, string data, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [ServicePrograms.Mote, "index", .. files, "--json", "--data", data, "--models", models])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MOTE_Chunks__ChunkLength"] = "00:00:04";
        using var mote = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = mote.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await mote.StandardError.ReadToEndAsync(cancellationToken);
        await mote.WaitForExitAsync(cancellationToken);

        // 1, because files that are no videos are rejected.
        if (mote.ExitCode != 1 || (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length != files.Count)
            throw new InvalidOperationException($"mote index ended with {mote.ExitCode}: {error}");
    }
}
