using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using MassTransit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Search.Playback;
using MoTE.Indexing.Search.Web;
using MoTE.Indexing.Storage;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Search.Tests.Fixtures;

/// <summary>The REST interface and the page in this process, over a real data folder and the demo model.</summary>
internal sealed class Site : IAsyncDisposable
{
    // The bus of the tests stops looking for a message when it has been quiet for this long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder;
    private readonly SqliteStore _store;
    private readonly WebApplication _app;

    private Site(TemporaryFolder folder, SqliteStore store, WebApplication app)
    {
        (_folder, _store, _app) = (folder, store, app);
        Client = app.GetTestClient();
    }

    public static ModelBundle Bundle { get; } = ModelBundle.Open(Path.Combine(BundleLocator.RepositoryFolder(AppContext.BaseDirectory)!, "demo"));

    public HttpClient Client { get; }

    public IVideoCatalogue Catalogue => _app.Services.GetRequiredService<IVideoCatalogue>();

    public ISegmentIndex Index => _app.Services.GetRequiredService<ISegmentIndex>();

    public IVideoStore Videos => _app.Services.GetRequiredService<IVideoStore>();

    public IArtifactStore Artifacts => _app.Services.GetRequiredService<IArtifactStore>();

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public ITestHarness Bus => _app.Services.GetTestHarness();

    public FolderLayout Layout => new(_folder.File("data"));

    /// <summary>A file in the test's folder, which need not exist.</summary>
    public string File(string name) => _folder.File(name);

    public static async Task<Site> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var folder = new TemporaryFolder();
        var store = SqliteStore.OpenOrCreate(folder.File("data"));
        var layout = new FolderLayout(folder.File("data"));
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.WebHost.UseTestServer();
        _ = builder.Logging.ClearProviders();
        _ = builder.Services
            .AddSingleton(Bundle)
            .AddSingleton(new ModelIdentity(Bundle.Fingerprint, Bundle.Name))
            .AddSingleton<IVideoCatalogue>(new SqliteVideoCatalogue(store))
            .AddSingleton<ISegmentIndex>(new SqliteSegmentIndex(store))
            .AddSingleton<IVideoStore>(new FolderVideoStore(layout))
            .AddSingleton<IArtifactStore>(new FolderArtifactStore(layout))
            .AddSingleton<IRebuildRecord, RebuildMemory>()
            .AddSingleton<VideoSearch>()
            .Configure<PlaybackOptions>(options => options.Folder = layout.Playback)
            .AddSearchWeb()
            .Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true)
            .AddMassTransitTestHarness(bus =>
            {
                bus.SetTestTimeouts(testTimeout: Patience, testInactivityTimeout: Patience);
                bus.AddSearchWebConsumers();
            });
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        _ = app.UseSearchWeb().MapSearchWeb();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Site(folder, store, app);
    }

    /// <summary>A searchable video with random segments; its bytes are a number.</summary>
    public async Task<Video> AddVideoAsync(int number, int segments = 2, Func<Video, Video>? change = null)
    {
        var video = Examples.Video(number) with
        {
            ModelFingerprint = Bundle.Fingerprint,
            ModelName = Bundle.Name,
            State = VideoState.Searchable,
            ChunksTotal = 1,
        };
        video = change?.Invoke(video) ?? video;
        await Catalogue.SaveAsync(video, TestContext.Current.CancellationToken);
        if (segments > 0)
            await Index.StoreAsync(video, 0, [.. Examples.Segments(number, segments, Bundle.Manifest.EmbeddingWidth).Select(one => one with { Segment = one.Segment with { VideoId = video.Id } })], TestContext.Current.CancellationToken);
        _ = await Catalogue.CompleteChunkAsync(video.Id, Bundle.Fingerprint, new CompletedChunk(0, segments, TimeSpan.FromSeconds(10 * segments), null), TestContext.Current.CancellationToken);
        return video;
    }

    /// <summary>A searchable video with a file of its own, as FFmpeg makes it.</summary>
    public async Task<Video> AddFileAsync(string name, VideoFormat? format, params string[] ffmpegArguments)
    {
        await Clips.MakeAsync(File(name), ffmpegArguments);
        var stored = await Videos.AddFileAsync(File(name), TestContext.Current.CancellationToken);
        return await AddVideoAsync(1, 0, video => video with { Id = stored.Id, Sources = [File(name)], SizeBytes = stored.SizeBytes, Format = format, Duration = TimeSpan.FromSeconds(2) });
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> JsonAsync(string address)
    {
        using var answer = await Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Asks for something that is refused.</summary>
    /// <returns>The status and the sentence.</returns>
    public async Task<(int Status, string Detail)> ProblemAsync(string address, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        return ((int)answer.StatusCode, problem.GetProperty("detail").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _store.Dispose();
        _folder.Dispose();
    }
}
