using System.Net.Http.Json;
using System.Text.Json;
using MoTE.Indexing.EndToEnd;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Browser.Tests.Fixtures;

/// <summary>The sample videos, indexed and served. Tests look at it and leave it as it is.</summary>
public sealed class SampleArchive : IAsyncLifetime
{
    /// <summary>The collection of all samples but one.</summary>
    public const string Collection = "samples";

    /// <summary>The collection of <see cref="OtherTitle"/> alone.</summary>
    public const string OtherCollection = "news & more";

    /// <summary>A title that a page must show as it is.</summary>
    public const string OtherTitle = "<img src=x onerror=\"document.title='broken'\"> evening news";

    /// <summary>How many videos there are.</summary>
    public const int Videos = 11;

    private readonly TemporaryFolder _folder = new();
    private ServedArchive? _archive;

    /// <summary>Where it is served.</summary>
    public Uri Site => _archive!.Site;

    /// <summary>How many segments they have.</summary>
    public int Segments { get; private set; }

    /// <summary>The path of a sample.</summary>
    public static string Sample(string name) => Path.Combine(Repository.Samples, $"{name}.mp4");

    public async ValueTask InitializeAsync()
    {
        var data = _folder.File("data");
        var other = Sample("clip-10");
        await IndexAsync([.. Directory.GetFiles(Repository.Samples, "*.mp4").Order().Where(path => path != other), "--collection", Collection, .. ServedArchive.Places(data)]);
        await IndexAsync([other, "--collection", OtherCollection, "--title", OtherTitle, "--tag", "camera=B", .. ServedArchive.Places(data)]);
        _archive = await ServedArchive.StartAsync(data);
        using var client = new HttpClient { BaseAddress = Site };
        Segments = (await client.GetFromJsonAsync<JsonElement>("/api/status")).GetProperty("segments").GetInt32();
    }

    public ValueTask DisposeAsync()
    {
        _archive?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task IndexAsync(string[] arguments)
    {
        var (exitCode, _, error) = await MoteProcess.RunAsync(["index", .. arguments]);
        if (exitCode != 0)
            throw new InvalidOperationException(error);
    }
}
