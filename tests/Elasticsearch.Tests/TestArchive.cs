using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Elasticsearch;

namespace MoTE.Indexing.Elasticsearch.Tests;

/// <summary>Both ports on indices of one test, which go with it.</summary>
internal sealed class TestArchive : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly ServiceProvider _services;

    public TestArchive(ElasticsearchServer server, params IEnumerable<(string Name, string Value)> options)
        : this(server.Address, options)
    {
    }

    public TestArchive(Uri address, params IEnumerable<(string Name, string Value)> options)
    {
        _http = new HttpClient { BaseAddress = address };
        _services = Services(address, Prefix, options);
    }

    public string Prefix { get; } = $"t{Guid.NewGuid():N}";

    public IVideoCatalogue Catalogue => Service<IVideoCatalogue>();

    public ISegmentIndex Index => Service<ISegmentIndex>();

    /// <summary>The adapter alone.</summary>
    public static ServiceProvider Services(Uri address, string prefix, params IEnumerable<(string Name, string Value)> options)
    {
        var settings = new Dictionary<string, string?> { ["Addresses:0"] = address.ToString(), ["IndexPrefix"] = prefix, ["Replicas"] = "0" };
        foreach (var (name, value) in options)
        {
            settings[name] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => $"{ElasticsearchOptions.SectionName}:{pair.Key}", pair => pair.Value)).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddElasticsearch();
        _ = services.AddHealthChecks().AddElasticsearchCheck();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static T Get<T>(ServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();

    public T Service<T>()
        where T : notnull => Get<T>(_services);

    /// <summary>Asks the server as anybody else would.</summary>
    public async Task<JsonNode> AskAsync(HttpMethod method, string path, string? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await _http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        foreach (var index in (await AskAsync(HttpMethod.Get, $"/{Prefix}-*", null, CancellationToken.None)).AsObject())
        {
            _ = await AskAsync(HttpMethod.Delete, $"/{index.Key}", null, CancellationToken.None);
        }

        _http.Dispose();
    }
}
