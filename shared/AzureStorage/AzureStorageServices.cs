using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.AzureStorage;

/// <summary>Registers the stores of videos, artifacts and uploads in Azure Blob Storage.</summary>
public static class AzureStorageServices
{
    private const string CheckName = "store";
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds <see cref="IVideoStore"/>, <see cref="IArtifactStore"/> and <see cref="IUploadStore"/> over the account and container that <see cref="AzureStorageOptions"/> name.</summary>
    public static IServiceCollection AddAzureStorage(this IServiceCollection services)
    {
        _ = services.AddValidatedOptions<AzureStorageOptions>(AzureStorageOptions.SectionName);
        services.TryAddSingleton(TimeProvider.System);
        _ = services.AddSingleton(provider => new BlobContainer(BlobAccount.Container(provider.GetRequiredService<IOptions<AzureStorageOptions>>().Value)));
        _ = services.AddSingleton<VideoCache>();
        _ = services.AddSingleton<AzureVideoStore>().AddSingleton<IVideoStore>(provider => provider.GetRequiredService<AzureVideoStore>());
        _ = services.AddSingleton<IArtifactStore, AzureArtifactStore>();
        _ = services.AddSingleton<IUploadStore, AzureUploadStore>();
        return services.AddHostedService<AzureStorageKeeper>();
    }

    /// <summary>Adds the check <c>store</c>, tagged <c>ready</c>: whether the container that <see cref="AddAzureStorage"/> works with answers.</summary>
    public static IHealthChecksBuilder AddAzureStorageCheck(this IHealthChecksBuilder checks) =>
        checks.AddCheck<AzureStorageHealth>(CheckName, failureStatus: null, tags: ["ready"], timeout: CheckTimeout);
}
