using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Embedding;
using MoTE.Indexing.Indexing;
using MoTE.Indexing.Ingest;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Search.Playback;
using MoTE.Indexing.Search.Uploads;
using MoTE.Indexing.Search.Web;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.ServiceTests;

namespace MoTE.Indexing.RabbitMq.Tests.Fixtures;

/// <summary>The real services over one folder and a tiny model, each a process of its own as far as the broker can tell.</summary>
internal sealed class Archive : IAsyncDisposable
{
    private readonly ServiceData _data = new();
    private readonly ModelBundle _bundle;

    public Archive()
    {
        _bundle = ModelBundle.Open(Path.Combine(TinyBundle.Write(_data.Folder), "tiny"));
        Model = new ModelIdentity(_bundle.Fingerprint, _bundle.Name);
    }

    public ModelIdentity Model { get; }

    public IVideoCatalogue Catalogue => _data.Catalogue;

    /// <summary>A video of three seconds.</summary>
    public Task<string> ClipAsync(string name = "clip.mp4") => TinyClips.PatternAsync(_data.Folder, name, 3);

    /// <summary>A finished upload of one byte, whose bytes the video store has and which is marked as taken.</summary>
    public Task<(Guid Upload, VideoId Video)> UploadAsync() => _data.UploadAsync();

    /// <summary>The video that is alone in the catalogue.</summary>
    public Task<Video> SingleAsync() => _data.SingleAsync();

    public Task<Worker> StartIngestAsync(VirtualHost broker, params (string Name, string Value)[] options) => Worker.StartAsync(
        broker,
        bus =>
        {
            bus.AddIngestConsumers();
            bus.AddDeadLetterConsumers();
        },
        services => Ports(services).AddIngest(),
        options);

    public Task<Worker> StartEmbeddingAsync(VirtualHost broker) => Worker.StartAsync(broker, bus => bus.AddEmbeddingConsumers(), services => Ports(services).AddSingleton(_bundle).AddEmbedding());

    public Task<Worker> StartIndexingAsync(VirtualHost broker) => Worker.StartAsync(broker, bus => bus.AddIndexingConsumers(), services => Ports(services).AddIndexing());

    /// <summary>Every endpoint of the system in one process.</summary>
    public Task<Worker> StartAllAsync(VirtualHost broker) => Worker.StartAsync(
        broker,
        bus =>
        {
            bus.AddIngestConsumers();
            bus.AddDeadLetterConsumers();
            bus.AddEmbeddingConsumers();
            bus.AddIndexingConsumers();
            bus.AddSearchWebConsumers();
            bus.AddUploadConsumers();
        },
        services => Ports(services)
            .AddSingleton(_bundle)
            .AddIngest()
            .AddEmbedding()
            .AddIndexing()
            .AddSearchWeb()
            .Configure<PlaybackOptions>(playback => playback.Folder = _data.Folder.File("playback")));

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    private IServiceCollection Ports(IServiceCollection services) => services
        .AddSingleton(Model)
        .AddSingleton(_data.Catalogue)
        .AddSingleton(_data.Index)
        .AddSingleton(_data.Videos)
        .AddSingleton(_data.Artifacts)
        .AddSingleton(_data.Uploads);
}
