using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MoTE.Indexing.Cli.Hosting;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>Connects commands with a server.</summary>
internal static class ServerSession
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);

    /// <summary>Adds the server.</summary>
    public static IServiceCollection AddServer(this IServiceCollection services, Uri address)
    {
        _ = services.AddValidatedOptions<ServerOptions>(ServerOptions.SectionName);
        services.TryAddSingleton(TimeProvider.System);
        _ = services.AddSingleton<ServerPatience>().AddSingleton<ServerUploads>().AddSingleton<ServerNews>().AddSingleton<ServerRebuild>().AddSingleton<ServerEmbedding>();
        _ = services.AddHttpClient<MoteServer>(client =>
            {
                client.BaseAddress = address;
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { ConnectTimeout = ConnectLimit, AllowAutoRedirect = false });
        return services;
    }

    /// <summary>Does one piece of work with a server.</summary>
    public static Task<T> RunAsync<T>(Uri address, bool verbose, Func<MoteServer, CancellationToken, Task<T>> work, CancellationToken cancellationToken) => SingleProcess.RunAsync(
        verbose,
        services => services.AddServer(address),
        (services, token) => work(services.GetRequiredService<MoteServer>(), token),
        cancellationToken);
}
