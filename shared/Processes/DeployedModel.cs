using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Processes;

/// <summary>Says which model a deployment works with, for services that need not load it.</summary>
public static class DeployedModel
{
    private const string ManifestName = "manifest.json";

    /// <summary>Adds the options, and the identity that the bundle's manifest states.</summary>
    public static IServiceCollection AddModelIdentity(this IServiceCollection services)
    {
        _ = services.AddValidatedOptions<ModelOptions>(ModelOptions.SectionName);
        return services.AddSingleton(provider => Read(provider.ModelFolder()));
    }

    /// <summary>Folder of the bundle that the options name.</summary>
    public static string ModelFolder(this IServiceProvider services) => services.GetRequiredService<IOptions<ModelOptions>>().Value.Folder;

    /// <summary>Reads the identity of a bundle.</summary>
    /// <exception cref="UserErrorException">The folder is no bundle.</exception>
    internal static ModelIdentity Read(string folder)
    {
        var path = Path.Combine(folder, ManifestName);
        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
            return new ModelIdentity(manifest.RootElement.GetProperty("fingerprint").GetString()!, manifest.RootElement.GetProperty("name").GetString()!);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UserErrorException($"{folder} is no model bundle ({cause.Message}): set {ModelOptions.SectionName}:{nameof(ModelOptions.Folder)} to the folder of one.", cause);
        }
    }
}
