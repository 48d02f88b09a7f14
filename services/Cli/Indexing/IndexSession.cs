using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Embedding;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Ingest;
using MoTE.Indexing.Ingest.Addresses;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Runs the services over a data folder for one piece of work, and shows how each video fares.</summary>
internal static class IndexSession
{
    /// <summary>Runs them.</summary>
    /// <param name="bundle">The model.</param>
    /// <param name="output">The data folder, and how it is shown.</param>
    /// <param name="allow">Says what may be fetched from.</param>
    /// <param name="work">What is done with them, given what hands requests to the services.</param>
    /// <param name="terminal">Where it is shown.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<IReadOnlyList<IndexOutcome>> RunAsync(
        ModelBundle bundle,
        IndexOutput output,
        Action<AddressOptions> allow,
        Func<IndexRun, Func<IngestVideo, CancellationToken, Task>, CancellationToken, Task<IReadOnlyList<IndexOutcome>>> work,
        Terminal terminal,
        CancellationToken cancellationToken)
    {
        using var data = await DataFolder.OpenOrCreateAsync(output.Place, TimeProvider.System, cancellationToken);
        return await ShowAsync(WorkAsync, bundle.Name, output, terminal);

        Task<IReadOnlyList<IndexOutcome>> WorkAsync(IIndexProgress progress) => SingleProcess.RunAsync(
            output.Verbose,
            services => services
                .AddMote(data, bundle, bus => bus.AddConsumer<IndexRunWatcher, IndexRunWatcherDefinition>())
                .AddRequestKeeping(data.Requests)
                .AddSingleton(progress)
                .AddSingleton<IndexRun>()
                .AddSingleton<IEmbeddingProgress>(provider => provider.GetRequiredService<IndexRun>())
                .AddSingleton<IProgress<AddressProgress>>(provider => provider.GetRequiredService<IndexRun>())
                .Configure(allow)
                .AddValidatedOptions<IndexRunOptions>(IndexRunOptions.SectionName),
            (services, token) => work(services.GetRequiredService<IndexRun>(), services.GetRequiredService<IBus>().Publish, token),
            cancellationToken);
    }

    /// <summary>Shows how each video fares while work is done, and then a summary; a line of JSON for each video instead where that is asked for.</summary>
    public static async Task<IReadOnlyList<IndexOutcome>> ShowAsync(
        Func<IIndexProgress, Task<IReadOnlyList<IndexOutcome>>> work, string model, IndexOutput output, Terminal terminal)
    {
        if (output.Json)
            return await work(new JsonIndexProgress(terminal));

        IReadOnlyList<IndexOutcome> outcomes = [];
        if (terminal.IsInteractive)
            await LiveIndexProgress.RunAsync(terminal, TimeProvider.System, async progress => outcomes = await work(progress));
        else
            outcomes = await work(new PlainIndexProgress(terminal));
        foreach (var line in IndexSummary.Of(outcomes, model, output.Place))
        {
            terminal.Output.WriteLine(line);
        }

        return outcomes;
    }
}
