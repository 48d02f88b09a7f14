using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace MoTE.Indexing.Ingest.Host;

/// <summary><c>mote-ingest resume</c>: asks again for every unfinished video, after a broker has lost its messages.</summary>
internal static class ResumeCommand
{
    /// <summary>The word on the command line.</summary>
    public const string Name = "resume";

    /// <summary>Publishes a request for each, and prints how many there were.</summary>
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var bus = services.GetRequiredService<IBusControl>();
        _ = await bus.StartAsync(cancellationToken);
        try
        {
            var resumed = await services.GetRequiredService<Resumption>().ResumeAsync(bus, cancellationToken);
            Console.WriteLine($"Unfinished videos that go on: {resumed}.");
        }
        finally
        {
            await bus.StopAsync(CancellationToken.None);
        }
    }
}
