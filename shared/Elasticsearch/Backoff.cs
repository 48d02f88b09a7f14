namespace MoTE.Indexing.Elasticsearch;

/// <summary>A bounded number of growing waits: about 0.2 s, doubled each time, 5 s at most.</summary>
/// <param name="retries">Waits at most.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class Backoff(int retries, TimeProvider clock)
{
    private const double FirstSeconds = 0.2;
    private const double LongestSeconds = 5;

    /// <summary>Waits before the next attempt.</summary>
    /// <param name="attempt">Attempts that failed before this one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when there is no next attempt.</returns>
    public async Task<bool> WaitAsync(int attempt, CancellationToken cancellationToken)
    {
        if (attempt >= retries)
            return false;
        var longest = Math.Min(LongestSeconds, FirstSeconds * Math.Pow(2, attempt));

        // Half of it by chance, so that those who were turned away together do not come back together.
        await Task.Delay(TimeSpan.FromSeconds(longest * (0.5 + (Random.Shared.NextDouble() / 2))), clock, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
