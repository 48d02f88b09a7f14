using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace MoTE.Indexing.Servers.Elasticsearch;

/// <summary>An installed Elasticsearch that tests started: configuration, data and logs lie in a temporary folder and go with it.</summary>
public sealed class ElasticsearchNode : IAsyncDisposable
{
    /// <summary>Memory of the Java heap: enough for tests.</summary>
    public const string Heap = "768m";

    // Elasticsearch refuses to run as root.
    private const string OtherUser = "1000";

    private readonly DirectoryInfo _folder;
    private readonly HttpClient _client;

    private ElasticsearchNode(DirectoryInfo folder, HttpClient client, ServerProcess process, Uri address) => (_folder, _client, Process, Address) = (folder, client, process, address);

    /// <summary>Where it listens: on the loopback interface.</summary>
    public Uri Address { get; }

    /// <summary>It can be ended and started again, with its data.</summary>
    public ServerProcess Process { get; }

    /// <summary>Process number.</summary>
    public int ProcessId => Process.Id;

    /// <summary>Starts a node and waits until it answers.</summary>
    /// <param name="home">Folder of the release.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public static Task<ElasticsearchNode> StartAsync(string home, TimeSpan limit, CancellationToken cancellationToken) =>
        StartAsync(home, "http", _ => ["xpack.security.enabled: false"], limit, cancellationToken);

    /// <summary>Starts a node with settings of its own and waits until it answers, if only to refuse.</summary>
    /// <param name="home">Folder of the release.</param>
    /// <param name="scheme">Of its address.</param>
    /// <param name="configure">Given the folder of its configuration, where it may put files: lines of <c>elasticsearch.yml</c>.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public static async Task<ElasticsearchNode> StartAsync(string home, string scheme, Func<string, IEnumerable<string>> configure, TimeSpan limit, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mote-elasticsearch-");
        try
        {
            var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.0.1:{FreePort.Next()}"));
            var start = await PrepareAsync(await ReachableAsync(home, folder, cancellationToken), folder, address, configure, cancellationToken);
            var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
            var process = await ServerProcess.StartAsync(start, token => AnswersAsync(client, address, token), limit, cancellationToken);
            return new ElasticsearchNode(folder, client, process, address);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<ProcessStartInfo> PrepareAsync(string home, DirectoryInfo folder, Uri address, Func<string, IEnumerable<string>> configure, CancellationToken cancellationToken)
    {
        var configuration = folder.CreateSubdirectory("config");
        await RunAsync("cp", ["-r", $"{home}/config/.", configuration.FullName], cancellationToken);
        var (data, logs, temporary) = (folder.CreateSubdirectory("data"), folder.CreateSubdirectory("logs"), folder.CreateSubdirectory("tmp"));
        var options = Path.Combine(configuration.FullName, "jvm.options");
        var text = await File.ReadAllTextAsync(options, cancellationToken);
        await File.WriteAllTextAsync(options, text.Replace("logs/", $"{logs.FullName}/", StringComparison.Ordinal).Replace("HeapDumpPath=data", $"HeapDumpPath={data.FullName}", StringComparison.Ordinal), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(configuration.FullName, "jvm.options.d", "heap.options"), $"-Xms{Heap}\n-Xmx{Heap}\n", cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(configuration.FullName, "elasticsearch.yml"),
            $"""
            cluster.name: mote-tests
            discovery.type: single-node
            network.host: 127.0.0.1
            http.port: {address.Port}
            transport.port: {FreePort.Next()}
            path.data: {data.FullName}
            path.logs: {logs.FullName}
            cluster.routing.allocation.disk.threshold_enabled: false
            {string.Join('\n', configure(configuration.FullName))}
            """,
            cancellationToken);
        var program = Path.Combine(home, "bin", "elasticsearch");
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", ["-R", $"{OtherUser}:{OtherUser}", folder.FullName], cancellationToken);
        var start = Environment.IsPrivilegedProcess ? new ProcessStartInfo("setpriv", [.. AsOtherUser, program]) : new ProcessStartInfo(program);
        start.Environment["ES_PATH_CONF"] = configuration.FullName;
        start.Environment["ES_TMPDIR"] = temporary.FullName;
        start.WorkingDirectory = folder.FullName;
        return start;
    }

    private static IReadOnlyList<string> AsOtherUser => ["--reuid", OtherUser, "--regid", OtherUser, "--clear-groups"];

    /// <summary>The release where the user can read it that runs it: a home below root's own folder is copied, as links where that goes.</summary>
    private static async Task<string> ReachableAsync(string home, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess || await EndsWellAsync("setpriv", [.. AsOtherUser, "test", "-x", Path.Combine(home, "bin", "elasticsearch")], cancellationToken))
            return home;
        var copy = Path.Combine(folder.FullName, "home");
        if (!await EndsWellAsync("cp", ["-al", home, copy], cancellationToken))
            await RunAsync("cp", ["-aT", home, copy], cancellationToken);
        return copy;
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(address, "/_cluster/health?wait_for_status=yellow&timeout=5s"), cancellationToken);
            return answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Unauthorized;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (!await EndsWellAsync(program, arguments, cancellationToken))
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
    }

    private static async Task<bool> EndsWellAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0;
    }
}
