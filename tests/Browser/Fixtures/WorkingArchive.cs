using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Browser.Tests.Fixtures;

/// <summary>An archive that begins empty and that the tests of one class change.</summary>
public sealed class WorkingArchive : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ServedArchive? _archive;

    /// <summary>Where it is served.</summary>
    public Uri Site => _archive!.Site;

    /// <summary>The data folder.</summary>
    public string DataFolder => _folder.File("data");

    /// <summary>Path of a file for a test to make, outside of the data folder.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>Ends the server at once.</summary>
    public void Stop() => _archive!.Stop();

    /// <summary>Starts the server again.</summary>
    public Task StartAgainAsync() => _archive!.StartAsync();

    public async ValueTask InitializeAsync() => _archive = await ServedArchive.StartAsync(DataFolder);

    public ValueTask DisposeAsync()
    {
        _archive?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
