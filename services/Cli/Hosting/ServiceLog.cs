using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace MoTE.Indexing.Cli.Hosting;

/// <summary>The log of the services, on stderr: results are on stdout.</summary>
internal static class ServiceLog
{
    /// <summary>Writes what is at least as grave as a level; of the libraries only what is wrong.</summary>
    public static void Add(ILoggingBuilder logging, LogLevel least)
    {
        _ = logging.ClearProviders().SetMinimumLevel(least)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)     // what keeps it from starting is thrown as well
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error)   // it warns of a busy machine
            .AddFilter("MassTransit", LogLevel.Warning);
        _ = logging.AddSimpleConsole(console => console.SingleLine = true);
        _ = logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
