using System.Net.Http.Json;
using System.Text.Json;

namespace MoTE.Indexing.EndToEnd;

/// <summary>A run of <c>mote serve</c> on a port that is free.</summary>
internal sealed class ServeProcess : IDisposable
{
    private const string Serving = "Serving   ";
    private readonly MoteProcess _process;

    private ServeProcess(MoteProcess process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    /// <summary>Sends to the server.</summary>
    public HttpClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Where it is.</summary>
    public Uri Address => Client.BaseAddress!;

    /// <summary>Starts it, and waits until it listens.</summary>
    public static Task<ServeProcess> StartAsync(params string[] arguments) => StartAsync(new Uri("http://127.0.0.1:0"), arguments);

    /// <summary>Starts it at an address, and waits until it listens.</summary>
    public static async Task<ServeProcess> StartAsync(Uri address, params string[] arguments)
    {
        var process = MoteProcess.Start(["serve", "--urls", address.GetLeftPart(UriPartial.Authority), .. arguments]);
        while (await process.Output.ReadLineAsync(Token) is { } line)
        {
            if (line.StartsWith(Serving, StringComparison.Ordinal))
                return new ServeProcess(process, new Uri(line[Serving.Length..].Split(' ')[0]));
        }

        var (exitCode, _, error) = await process.EndAsync();
        process.Dispose();
        throw new InvalidOperationException($"mote serve ended with {exitCode}: {error}");
    }

    /// <summary>Gets JSON.</summary>
    public Task<JsonElement> JsonAsync(string address) => Client.GetFromJsonAsync<JsonElement>(address, Token);

    /// <summary>Uploads a file in one piece by the tus protocol.</summary>
    public async Task UploadAsync(string path)
    {
        using var creation = new HttpRequestMessage(HttpMethod.Post, "/api/videos");
        creation.Headers.Add("Tus-Resumable", "1.0.0");
        creation.Headers.Add("Upload-Length", $"{new FileInfo(path).Length}");
        creation.Headers.Add("Upload-Metadata", $"filename {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(path)))}");
        using var created = (await Client.SendAsync(creation, Token)).EnsureSuccessStatusCode();
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(path, Token));
        content.Headers.ContentType = new("application/offset+octet-stream");
        using var piece = new HttpRequestMessage(HttpMethod.Patch, created.Headers.Location) { Content = content };
        piece.Headers.Add("Tus-Resumable", "1.0.0");
        piece.Headers.Add("Upload-Offset", "0");
        using var sent = (await Client.SendAsync(piece, Token)).EnsureSuccessStatusCode();
    }

    /// <summary>Waits until as many videos are searchable.</summary>
    public async Task SearchableAsync(int videos)
    {
        while ((await JsonAsync("/api/status")).GetProperty("videos").GetProperty("searchable").GetInt32() < videos)
            await Task.Delay(50, Token);
    }

    /// <summary>Asks it to stop.</summary>
    public async Task<(int ExitCode, string Error)> StopAsync()
    {
        await _process.TerminateAsync();
        var (exitCode, _, error) = await _process.EndAsync();
        return (exitCode, error);
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        _ = await _process.EndAsync();
    }

    public void Dispose()
    {
        Client.Dispose();
        _process.Dispose();
    }
}
