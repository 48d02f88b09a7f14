using System.Diagnostics;

namespace MoTE.Indexing.Soak.Faults;

/// <summary>Lets faults strike one after another, in an order and with pauses that a seed decides.</summary>
/// <param name="faults">Each strikes once; the same one may be in it several times.</param>
/// <param name="seed">Decides.</param>
/// <param name="longestPause">Between two.</param>
internal sealed class FaultSchedule(IReadOnlyList<IFault> faults, int seed, TimeSpan longestPause)
{
    /// <summary>Lets all of them strike.</summary>
    /// <param name="countEnded">How many videos have come to their end, searchable or rejected; null when nobody can say.</param>
    /// <param name="told">Told of each when it is over.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<StruckFault>> RunAsync(Func<CancellationToken, Task<int?>> countEnded, Action<StruckFault> told, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var order = faults.ToArray();
        random.Shuffle(order);
        var (began, struck) = (Stopwatch.GetTimestamp(), new List<StruckFault>());
        foreach (var fault in order)
        {
            await Task.Delay(longestPause * random.NextDouble(), cancellationToken);
            var (before, at) = (await countEnded(cancellationToken), Stopwatch.GetTimestamp());
            await fault.StrikeAsync(cancellationToken);
            struck.Add(new StruckFault(fault.Name, Stopwatch.GetElapsedTime(began, at), Stopwatch.GetElapsedTime(at), before));
            told(struck[^1]);
        }

        return struck;
    }
}
