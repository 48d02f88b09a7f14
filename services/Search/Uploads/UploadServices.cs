using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Search.Uploads;

/// <summary>Registers uploads with a host that provides <see cref="Domain.IUploadStore"/> and the bus.</summary>
public static class UploadServices
{
    /// <summary>Adds what <see cref="UploadEndpoints.MapUploads"/> needs, and the rounds that look after uploads.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services)
    {
        _ = services.AddValidatedOptions<UploadOptions>(UploadOptions.SectionName);
        services.TryAddSingleton(TimeProvider.System);
        _ = services.AddSingleton<UploadRequests>();
        _ = services.AddSingleton<TusServer>();
        return services.AddHostedService<UploadKeeper>();
    }

    /// <summary>Adds the consumer that frees the bytes of uploads whose videos are taken in.</summary>
    public static void AddUploadConsumers(this IRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        _ = bus.AddConsumer<TakenUploads>();
    }
}
