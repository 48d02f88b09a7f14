using MoTE.Indexing.Testing;

namespace MoTE.Indexing.EndToEnd;

/// <summary>A run of <c>mote serve</c> with the demonstration model and a few of the sample videos. Tests add what they change.</summary>
public sealed class SampleServer : IAsyncLifetime
{
    private static readonly string[] Uploaded = ["clip-01", "clip-02", "clip-10"];

    private readonly TemporaryFolder _folder = new();
    private ServeProcess? _process;

    /// <summary>The server.</summary>
    internal ServeProcess Process => _process!;

    /// <summary>The path of a sample video.</summary>
    public static string Sample(string name) => Path.Combine(Repository.Root, "infra", "samples", $"{name}.mp4");

    public async ValueTask InitializeAsync()
    {
        var models = Path.Combine(Repository.Root, "infra", "models");
        _process = await ServeProcess.StartAsync("--data", _folder.File("data"), "--models", models, "--model", "demo", "--allow-network", "127.0.0.0/8");
        foreach (var name in Uploaded)
            await _process.UploadAsync(Sample(name));
        await _process.SearchableAsync(Uploaded.Length);
    }

    public ValueTask DisposeAsync()
    {
        _process?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
