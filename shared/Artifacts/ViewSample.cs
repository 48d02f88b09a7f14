using MoTE.Indexing.Domain;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Artifacts;

/// <summary>Views of an archive, chunk by chunk at random.</summary>
/// <param name="Views">The views; fewer than asked for where the archive holds no more.</param>
/// <param name="Videos">How many videos they are of.</param>
public sealed record ViewSample(IReadOnlyList<ViewEmbedding> Views, int Videos)
{
    private const int Seed = 1;

    /// <summary>Draws a sample; of the same archive the same.</summary>
    /// <param name="artifacts">The archive.</param>
    /// <param name="modelFingerprint">The model whose views are drawn.</param>
    /// <param name="most">How many are enough.</param>
    /// <param name="progress">Receives how many there are.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CheckpointException">A chunk is damaged.</exception>
    public static async Task<ViewSample> DrawAsync(IArtifactStore artifacts, string modelFingerprint, int most, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifacts);
        var chunks = new List<(VideoId Id, string Name)>();
        foreach (var id in await artifacts.ListVideosAsync(cancellationToken).ConfigureAwait(false))
            chunks.AddRange((await artifacts.ListAsync(id, ArtifactNames.Chunks(modelFingerprint), cancellationToken).ConfigureAwait(false)).Select(name => (id, name)));

        var drawn = chunks.ToArray();
        new Random(Seed).Shuffle(drawn);
        var (views, videos) = (new List<ViewEmbedding>(), new HashSet<VideoId>());
        foreach (var (id, name) in drawn)
        {
            if (views.Count >= most)
                break;
            if (await ChunkArtifactFile.ReadAsync(artifacts, id, name, cancellationToken).ConfigureAwait(false) is not { } chunk)
                continue;   // deleted meanwhile
            views.AddRange(chunk.Segments.Take(most - views.Count).Select(segment => segment.View));
            _ = videos.Add(id);
            progress?.Report(views.Count);
        }

        return new ViewSample(views, videos.Count);
    }
}
