using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>Plans of the videos that are in work: each is made once, although one chunk after the other asks for it. Safe to share between threads.</summary>
public sealed class ChunkPlans
{
    private readonly ChunkPlanner _planner;
    private readonly ChunkOptions _options;
    private readonly int _capacity;
    private readonly LinkedList<(VideoId Id, Task<ChunkPlan> Plan)> _plans = new();
    private readonly Lock _lock = new();

    /// <summary>Prepares an empty set.</summary>
    /// <param name="planner">Makes plans.</param>
    /// <param name="options">How videos are divided.</param>
    /// <param name="capacity">Most plans that are kept, at least 1; those not asked for longest go first. Three hours of video take about 2 MB.</param>
    public ChunkPlans(ChunkPlanner planner, ChunkOptions options, int capacity = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_planner, _options, _capacity) = (planner, options, capacity);
    }

    /// <summary>The plan of a video.</summary>
    /// <param name="id">The video.</param>
    /// <param name="path">Where its bytes are now.</param>
    /// <param name="cancellationToken">Kills ffprobe.</param>
    /// <exception cref="UserErrorException">The file is not a video that can be read; one sentence says why.</exception>
    public async Task<ChunkPlan> OfAsync(VideoId id, string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            var plan = Find(id, path, cancellationToken);
            try
            {
                return await plan.ConfigureAwait(false) with { Path = path };
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Somebody else asked first and has given up since.
                Forget(id, plan);
            }
            catch
            {
                Forget(id, plan);
                throw;
            }
        }
    }

    private Task<ChunkPlan> Find(VideoId id, string path, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            for (var node = _plans.First; node is not null; node = node.Next)
            {
                if (node.Value.Id != id)
                    continue;
                _plans.Remove(node);
                _plans.AddFirst(node);
                return node.Value.Plan;
            }

            var plan = _planner.PlanAsync(path, _options, cancellationToken);
            _ = _plans.AddFirst((id, plan));
            if (_plans.Count > _capacity)
                _plans.RemoveLast();
            return plan;
        }
    }

    private void Forget(VideoId id, Task<ChunkPlan> plan)
    {
        lock (_lock)
        {
            _ = _plans.Remove((id, plan));
        }
    }
}
