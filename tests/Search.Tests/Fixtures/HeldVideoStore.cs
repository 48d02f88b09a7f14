using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Tests.Fixtures;

/// <summary>A store that opens no video before the caller gives up, so that whatever begins with opening one is never done.</summary>
internal sealed class HeldVideoStore(IVideoStore store) : IVideoStore
{
    /// <summary>Puts it around the store of a site.</summary>
    public static void Use(IServiceCollection services)
    {
        var inner = (IVideoStore)services.Last(service => service.ServiceType == typeof(IVideoStore)).ImplementationInstance!;
        _ = services.AddSingleton<IVideoStore>(new HeldVideoStore(inner));
    }

    public Task<StoredVideo> AddAsync(Stream content, string name, CancellationToken cancellationToken) => store.AddAsync(content, name, cancellationToken);

    public Task<StoredVideo> AddFileAsync(string path, CancellationToken cancellationToken) => store.AddFileAsync(path, cancellationToken);

    public Task<StoredVideo?> FindAsync(VideoId id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    public async Task<ILocalVideo> OpenAsync(VideoId id, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return await store.OpenAsync(id, cancellationToken);
    }

    public Task<Stream> OpenReadAsync(VideoId id, CancellationToken cancellationToken) => store.OpenReadAsync(id, cancellationToken);

    public Task<bool> DeleteAsync(VideoId id, CancellationToken cancellationToken) => store.DeleteAsync(id, cancellationToken);
}
