using System.Diagnostics;
using System.Globalization;

namespace MoTE.Indexing.Servers.RabbitMq;

/// <summary>The <c>rabbitmq-server</c> of this machine, started on ports and in a folder of its own, beside any that runs as a service.</summary>
internal sealed class InstalledRabbitMq : IAsyncDisposable
{
    private static readonly string[] Programs = ["/usr/lib/rabbitmq/bin/rabbitmq-server", "/opt/homebrew/sbin/rabbitmq-server", "/usr/local/sbin/rabbitmq-server"];
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder;
    private readonly ServerProcess _names;
    private readonly ServerProcess _broker;

    private InstalledRabbitMq(DirectoryInfo folder, ServerProcess names, ServerProcess broker, int port, int managementPort)
    {
        (_folder, _names, _broker) = (folder, names, broker);
        Broker = new Uri(string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{port}"));
        Management = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{managementPort}"));
    }

    /// <summary>Where it is installed; null where it is not. The wrapper on the path changes the user, so it is not used.</summary>
    public static string? Program => Programs.FirstOrDefault(File.Exists);

    public Uri Broker { get; }

    public Uri Management { get; }

    public static async Task<InstalledRabbitMq> StartAsync(string program, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mote-rabbitmq-");
        var (port, managementPort, namesPort) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "enabled_plugins"), "[rabbitmq_management].", cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "rabbitmq.conf"), Configuration(port, managementPort), cancellationToken);
        var names = await StartNamesAsync(namesPort, cancellationToken);
        try
        {
            var broker = await ServerProcess.StartAsync(Start(program, folder.FullName, port, namesPort), token => AnswersAsync(managementPort, token), StartLimit, cancellationToken);
            return new InstalledRabbitMq(folder, names, broker, port, managementPort);
        }
        catch
        {
            await names.DisposeAsync();
            folder.Delete(recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        await _names.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Configuration(int port, int managementPort) => string.Create(CultureInfo.InvariantCulture, $"""
        listeners.tcp.1 = 127.0.0.1:{port}
        management.tcp.ip = 127.0.0.1
        management.tcp.port = {managementPort}
        log.console = true
        log.console.level = error
        log.file = false

        """);

    // Erlang's name server would be left running if the broker started it.
    private static Task<ServerProcess> StartNamesAsync(int port, CancellationToken cancellationToken) => ServerProcess.StartAsync(
        new ProcessStartInfo("epmd", ["-port", port.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1"]),
        token => ListensAsync(port, token),
        StartLimit,
        cancellationToken);

    private static ProcessStartInfo Start(string program, string folder, int port, int namesPort)
    {
        var start = new ProcessStartInfo(program);
        void Set(string name, string value) => start.Environment[name] = value;
        Set("HOME", folder);
        Set("ERL_EPMD_ADDRESS", "127.0.0.1");
        Set("ERL_EPMD_PORT", namesPort.ToString(CultureInfo.InvariantCulture));
        Set("RABBITMQ_NODENAME", string.Create(CultureInfo.InvariantCulture, $"mote{port}@localhost"));
        Set("RABBITMQ_DIST_PORT", FreePort.Next().ToString(CultureInfo.InvariantCulture));
        Set("RABBITMQ_MNESIA_BASE", Path.Combine(folder, "data"));
        Set("RABBITMQ_LOG_BASE", Path.Combine(folder, "log"));
        Set("RABBITMQ_GENERATED_CONFIG_DIR", Path.Combine(folder, "generated"));
        Set("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(folder, "enabled_plugins"));
        Set("RABBITMQ_CONFIG_FILE", Path.Combine(folder, "rabbitmq.conf"));
        Set("RABBITMQ_CONF_ENV_FILE", Path.Combine(folder, "none"));
        Set("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false");
        return start;
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(int managementPort, CancellationToken cancellationToken)
    {
        using var management = new ManagementClient(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{managementPort}")), "guest:guest");
        try
        {
            _ = await management.GetAsync("overview", cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
