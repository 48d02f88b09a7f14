using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Storage;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.ServiceTests;

/// <summary>A service over the embedded adapters in a folder of its own, and a bus that remembers what went over it.</summary>
internal sealed class ServiceData : IAsyncDisposable
{
    private readonly SqliteStore _store;
    private ServiceProvider? _provider;

    public ServiceData()
    {
        _store = SqliteStore.OpenOrCreate(Folder.File("data"));
        var layout = new FolderLayout(Folder.File("data"));
        Catalogue = new SqliteVideoCatalogue(_store);
        Index = new SqliteSegmentIndex(_store);
        var videos = new FolderVideoStore(layout);
        Videos = videos;
        Artifacts = new FolderArtifactStore(layout);
        Uploads = new FolderUploadStore(layout, videos);
    }

    public TemporaryFolder Folder { get; } = new();

    public IVideoCatalogue Catalogue { get; }

    public ISegmentIndex Index { get; }

    public IVideoStore Videos { get; }

    public IArtifactStore Artifacts { get; set; }

    public IUploadStore Uploads { get; }

    public ModelIdentity Model { get; set; } = new(Examples.Model, "demo");

    public IServiceProvider Services => _provider ?? throw new InvalidOperationException("The service was not started.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts the service.</summary>
    public async Task<ITestHarness> StartAsync(Action<IServiceCollection> services, Action<IBusRegistrationConfigurator> consumers)
    {
        var collection = new ServiceCollection();
        _ = collection
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>))
            .AddSingleton(Catalogue)
            .AddSingleton(Index)
            .AddSingleton(Videos)
            .AddSingleton(Artifacts)
            .AddSingleton(Uploads)
            .AddSingleton(Model);
        services(collection);
        _ = collection.AddMassTransitTestHarness(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetTestTimeouts(testTimeout: TimeSpan.FromSeconds(60), testInactivityTimeout: TimeSpan.FromSeconds(60));
            consumers(bus);
        });
        _provider = collection.BuildServiceProvider(validateScopes: true);
        return await _provider.StartTestHarness();
    }

    /// <summary>A finished upload of one byte, whose bytes the video store has and which is marked as taken.</summary>
    public async Task<(Guid Upload, VideoId Video)> UploadAsync()
    {
        var upload = new Upload { Id = Guid.NewGuid(), LengthBytes = 1, Name = "clip.mp4", ExpiresAt = DateTimeOffset.MaxValue };
        await Uploads.CreateAsync(upload, Token);
        Assert.Equal(UploadOutcome.Done, await Uploads.AppendAsync(upload.Id, 0, new MemoryStream([1]), upload.ExpiresAt, Token));
        var video = await Uploads.HandOverAsync(upload.Id, Token);
        Assert.True(await Uploads.MarkTakenAsync(upload.Id, Token));
        return (upload.Id, video.Id);
    }

    /// <summary>The video that is alone in the catalogue under the model.</summary>
    public async Task<Video> SingleAsync() => Assert.Single(await Catalogue.ListAsync(Token));

    /// <summary>The first messages of a kind, as many as asked for, in order; waits for them.</summary>
    public static async Task<T[]> PublishedAsync<T>(ITestHarness harness, int count = 1)
        where T : class
    {
        var messages = new List<T>();
        await foreach (var message in harness.Published.SelectAsync<T>(Token))
        {
            messages.Add(message.Context.Message);
            if (messages.Count == count)
                break;
        }

        Assert.Equal(count, messages.Count);
        return [.. messages];
    }

    /// <summary>How many messages of a kind went over the bus so far.</summary>
    public static int Count<T>(ITestHarness harness)
        where T : class => harness.Published.Select<T>(new CancellationToken(canceled: true)).Count();

    public async ValueTask DisposeAsync()
    {
        if (_provider is not null)
            await _provider.DisposeAsync();
        _store.Dispose();
        Folder.Dispose();
    }
}
