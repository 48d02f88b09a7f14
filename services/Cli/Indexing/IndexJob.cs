namespace MoTE.Indexing.Cli.Indexing;

/// <summary>One request of a run, until it is finished.</summary>
/// <param name="Source">The file or address, as it is shown.</param>
/// <param name="Started">Time stamp of the request.</param>
internal sealed record IndexJob(string Source, long Started)
{
    /// <summary>Ends with the outcome.</summary>
    public TaskCompletionSource<IndexOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
