using System.Reflection;
using Microsoft.Extensions.Configuration;
using MoTE.Indexing.AzureStorage;
using MoTE.Indexing.Elasticsearch;
using MoTE.Indexing.Embedding;
using MoTE.Indexing.Indexing;
using MoTE.Indexing.Ingest;
using MoTE.Indexing.Media;
using MoTE.Indexing.Processes;
using MoTE.Indexing.RabbitMq;
using MoTE.Indexing.Search.Web;

namespace MoTE.Indexing.Deployment.Tests;

/// <summary>The options of all services, by the section of configuration in which each is found.</summary>
internal static class Options
{
    private static readonly Type[] OneOfEachProject =
    [
        typeof(AzureStorageOptions), typeof(ElasticsearchOptions), typeof(EmbeddingOptions), typeof(IndexingOptions), typeof(IngestOptions),
        typeof(MediaOptions), typeof(ServiceOptions), typeof(RabbitMqOptions), typeof(WebOptions),
    ];

    /// <summary>The type of each section.</summary>
    public static IReadOnlyDictionary<string, Type> BySection { get; } = OneOfEachProject
        .SelectMany(one => one.Assembly.GetExportedTypes())
        .Where(type => Section(type) is not null)
        .ToDictionary(type => Section(type)!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Fails unless each of these environment variables is an option, and its value one that the option can have.</summary>
    public static void AssertKnown(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var ours = variables.Where(variable => variable.Key.StartsWith(ServiceProcess.VariablePrefix, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ours);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(ours.Select(variable => KeyValuePair.Create(
                variable.Key[ServiceProcess.VariablePrefix.Length..].Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), (string?)variable.Value)))
            .Build();
        Assert.All(configuration.GetChildren(), section =>
        {
            Assert.Contains(section.Key, BySection.Keys);
            Assert.NotNull(section.Get(BySection[section.Key], binder => binder.ErrorOnUnknownConfiguration = true));
        });
    }

    private static string? Section(Type type) => type.GetField("SectionName", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string;
}
