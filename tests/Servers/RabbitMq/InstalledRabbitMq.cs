using System.Diagnostics;
using System.Globalization;

namespace MoTE.Indexing.Servers.RabbitMq;

/// <summary>The <c>rabbitmq-server</c> of this machine, started on ports and in a folder of its own, beside any that runs as a service.</summary>
public sealed class InstalledRabbitMq : IAsyncDisposable
{
    private static readonly string[] Programs = ["/usr/lib/rabbitmq/bin/rabbitmq-server", "/opt/homebrew/sbin/rabbitmq-server", "/usr/local/sbin/rabbitmq-server"];
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo _folder;
    private readonly ServerProcess _names;
    private readonly ProcessStartInfo _start;

    private InstalledRabbitMq(DirectoryInfo folder, ServerProcess names, ServerProcess broker, ProcessStartInfo start, int port, int managementPort, int metricsPort)
    {
        (_folder, _names, _start, Process) = (folder, names, start, broker);
        Broker = new Uri(string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{port}"));
        Management = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{managementPort}"));
        Metrics = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{metricsPort}"));
    }

    /// <summary>Where it is installed; null where it is not. The wrapper on the path changes the user, so it is not used.</summary>
    public static string? Program => Programs.FirstOrDefault(File.Exists);

    /// <summary>Where it listens, with user and password.</summary>
    public Uri Broker { get; }

    /// <summary>Where its management interface is.</summary>
    public Uri Management { get; }

    /// <summary>Where Prometheus scrapes it.</summary>
    public Uri Metrics { get; }

    /// <summary>It can be ended and started again, with its data.</summary>
    public ServerProcess Process { get; }

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="program"><see cref="Program"/>.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public static async Task<InstalledRabbitMq> StartAsync(string program, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mote-rabbitmq-");
        var (port, managementPort, metricsPort, namesPort) = (FreePort.Next(), FreePort.Next(), FreePort.Next(), FreePort.Next());
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "enabled_plugins"), "[rabbitmq_management,rabbitmq_prometheus].", cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "rabbitmq.conf"), Configuration(port, managementPort, metricsPort), cancellationToken);
        var names = await StartNamesAsync(namesPort, cancellationToken);
        try
        {
            var start = Start(program, folder.FullName, port, namesPort);
            var broker = await ServerProcess.StartAsync(start, token => AnswersAsync(managementPort, token), StartLimit, cancellationToken);
            return new InstalledRabbitMq(folder, names, broker, start, port, managementPort, metricsPort);
        }
        catch
        {
            await names.DisposeAsync();
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Runs <c>rabbitmqctl</c> on it.</summary>
    /// <exception cref="InvalidOperationException">It failed; with what it said.</exception>
    public async Task ControlAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var control = new ProcessStartInfo(Path.Combine(Path.GetDirectoryName(_start.FileName)!, "rabbitmqctl"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _start.Environment)
        {
            control.Environment[name] = value;
        }

        using var process = System.Diagnostics.Process.Start(control) ?? throw new InvalidOperationException("rabbitmqctl did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)} failed: {error}{await output}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await _names.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Configuration(int port, int managementPort, int metricsPort) => string.Create(CultureInfo.InvariantCulture, $"""
        listeners.tcp.1 = 127.0.0.1:{port}
        management.tcp.ip = 127.0.0.1
        management.tcp.port = {managementPort}
        prometheus.tcp.ip = 127.0.0.1
        prometheus.tcp.port = {metricsPort}
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
