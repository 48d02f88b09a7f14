using MassTransit;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Reports come one at a time, so that they are heard in the order in which they were made.</summary>
internal sealed class IndexRunWatcherDefinition : ConsumerDefinition<IndexRunWatcher>
{
    public IndexRunWatcherDefinition() => ConcurrentMessageLimit = 1;
}
