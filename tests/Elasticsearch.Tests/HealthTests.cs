using Microsoft.Extensions.Diagnostics.HealthChecks;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Elasticsearch.Tests;

/// <summary>When a service that needs Elasticsearch is ready, and what an operator is told when it is not.</summary>
public sealed class HealthTests(NewestElasticsearch server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CheckHealthAsync_NodeAnswers_IsHealthy()
    {
        await using var archive = new TestArchive(server);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(archive)).Status);

        await archive.Catalogue.SaveAsync(Examples.Video(1), Token);

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(archive)).Status);
    }

    [Fact]
    public async Task CheckHealthAsync_NobodyListens_SaysSo()
    {
        await using var services = TestArchive.Services(new Uri($"http://127.0.0.1:{FreePort.Next()}"), "nobody", ("Retries", "0"));

        var (status, description) = await CheckAsync(TestArchive.Get<HealthCheckService>(services));

        Assert.Equal(HealthStatus.Unhealthy, status);
        Assert.Contains("cannot be reached", description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckHealthAsync_ShardIsMissing_SaysSo()
    {
        await using var front = new BusyFront(server.Address, (path, _) => path.StartsWith("/_cluster/health", StringComparison.Ordinal) ? (200, """{"status":"red"}""") : null);
        await using var archive = new TestArchive(front.Address);

        var (status, description) = await CheckAsync(archive);

        Assert.Equal(HealthStatus.Unhealthy, status);
        Assert.Contains("shard", description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.18.9")]
    [InlineData("7.17.0")]
    [InlineData("8.18.0-SNAPSHOT")]
    public async Task FirstRequest_NodeIsTooOld_IsRefusedInASentence(string number)
    {
        await using var front = new BusyFront(server.Address, (path, _) => path == "/" ? (200, $$$"""{"version":{"number":"{{{number}}}"}}""") : null);
        await using var archive = new TestArchive(front.Address);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => archive.Catalogue.SaveAsync(Examples.Video(1), Token));

        Assert.Equal($"Elasticsearch is {number}, but 8.19 or later is needed: upgrade it, or correct Elasticsearch:Addresses.", error.Message);
        Assert.Equal((HealthStatus.Unhealthy, error.Message), await CheckAsync(archive));
    }

    private static Task<(HealthStatus Status, string? Description)> CheckAsync(TestArchive archive) => CheckAsync(archive.Service<HealthCheckService>());

    private static async Task<(HealthStatus Status, string? Description)> CheckAsync(HealthCheckService health)
    {
        var entry = Assert.Single((await health.CheckHealthAsync(Token)).Entries).Value;
        return (entry.Status, entry.Description);
    }
}
