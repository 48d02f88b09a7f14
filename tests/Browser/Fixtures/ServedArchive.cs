using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MoTE.Indexing.EndToEnd;

namespace MoTE.Indexing.Browser.Tests.Fixtures;

/// <summary>A run of <c>mote serve</c> on a data folder.</summary>
internal sealed class ServedArchive : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string[] _arguments;
    private MoteProcess? _process;

    private ServedArchive(string dataFolder)
    {
        Site = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        _arguments = ["serve", "--urls", Site.GetLeftPart(UriPartial.Authority), .. Places(dataFolder)];
    }

    /// <summary>Where it answers.</summary>
    public Uri Site { get; }

    /// <summary>The data folder and the model, as options of every command.</summary>
    public static string[] Places(string dataFolder) => ["--data", dataFolder, "--model", "demo"];

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<ServedArchive> StartAsync(string dataFolder)
    {
        var archive = new ServedArchive(dataFolder);
        await archive.StartAsync();
        return archive;
    }

    /// <summary>Starts it again at the same address, after <see cref="Stop"/>.</summary>
    public async Task StartAsync()
    {
        _process = MoteProcess.Start(_arguments);
        using var client = new HttpClient { BaseAddress = Site };
        using var patience = new CancellationTokenSource(Patience);
        while (!await IsReadyAsync(client, patience.Token))
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"mote serve ended: {(await _process.EndAsync()).Error}");
            await Task.Delay(Pause, patience.Token);
        }
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Stop()
    {
        _process?.Dispose();
        _process = null;
    }

    public void Dispose() => Stop();

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync("/api/health/ready", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
