using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Tests.Fixtures;

/// <summary>A store that knows its videos and cannot read them, like one whose server went away.</summary>
internal sealed class UnreadableVideoStore(IVideoStore store) : IVideoStore
{
    public const string Sentence = "The store does not answer.";

    /// <summary>Puts it around the store of a site.</summary>
    public static void Use(IServiceCollection services)
    {
        var inner = (IVideoStore)services.Last(service => service.ServiceType == typeof(IVideoStore)).ImplementationInstance!;
        _ = services.AddSingleton<IVideoStore>(new UnreadableVideoStore(inner));
    }

    public Task<StoredVideo> AddAsync(Stream content, string name, CancellationToken cancellationToken) => store.AddAsync(content, name, cancellationToken);

    public Task<StoredVideo> AddFileAsync(string path, CancellationToken cancellationToken) => store.AddFileAsync(path, cancellationToken);

    public Task<StoredVideo?> FindAsync(VideoId id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    public Task<ILocalVideo> OpenAsync(VideoId id, CancellationToken cancellationToken) => throw new StoreUnavailableException(Sentence);

    public Task<Stream> OpenReadAsync(VideoId id, CancellationToken cancellationToken) => throw new StoreUnavailableException(Sentence);

    public Task<bool> DeleteAsync(VideoId id, CancellationToken cancellationToken) => store.DeleteAsync(id, cancellationToken);
}
