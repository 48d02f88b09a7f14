using System.Diagnostics;
using System.Globalization;

namespace MoTE.Indexing.Servers.Azurite;

/// <summary>The <c>azurite-blob</c> of this machine or checkout, started on a port and in a folder of its own.</summary>
public sealed class InstalledAzurite : IAsyncDisposable
{
    private const string Host = "127.0.0.1";
    private const string FileName = "azurite-blob";
    private static readonly string FolderOfCheckout = Path.Combine("artifacts", "tools", "azurite", "node_modules", ".bin");
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo _folder;
    private readonly HttpClient _client;

    private InstalledAzurite(DirectoryInfo folder, HttpClient client, ServerProcess process, int port)
    {
        (_folder, _client, Process) = (folder, client, process);
        ConnectionString = EmulatedAccount.At(Host, port);
    }

    /// <summary>Where it is installed: on the PATH, or where <c>infra/setup.sh --tests</c> puts it; null where it is not.</summary>
    public static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(Above(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, FolderOfCheckout)))
        .Select(folder => Path.Combine(folder, FileName))
        .FirstOrDefault(File.Exists);

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>It can be ended and started again, with its data.</summary>
    public ServerProcess Process { get; }

    /// <summary>Starts one and waits until it answers.</summary>
    /// <param name="program"><see cref="Program"/>.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public static async Task<InstalledAzurite> StartAsync(string program, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mote-azurite-");
        try
        {
            var port = FreePort.Next();
            var start = new ProcessStartInfo(
                program,
                ["--location", folder.FullName, "--blobHost", Host, "--blobPort", port.ToString(CultureInfo.InvariantCulture), "--skipApiVersionCheck", "--disableTelemetry", "--silent"]);
            var client = new HttpClient();
            return new InstalledAzurite(folder, client, await ServerProcess.StartAsync(start, token => AnswersAsync(client, port, token), StartLimit, cancellationToken), port);
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

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }

    // Any answer will do: without a signature it is a refusal.
    private static async Task<bool> AnswersAsync(HttpClient client, int port, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://{Host}:{port}/{EmulatedAccount.Name}"), cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
