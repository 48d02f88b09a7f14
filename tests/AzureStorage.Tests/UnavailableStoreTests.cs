using Microsoft.Extensions.Diagnostics.HealthChecks;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.AzureStorage.Tests;

/// <summary>What is said when the blob store is not there, or refuses.</summary>
public sealed class UnavailableStoreTests(AzuriteServer server)
{
    private const string NoAnswer = "The blob store does not answer: check that it runs, and that the configuration names it.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryCall_NothingListens_IsSaidInASentence()
    {
        using var storage = new TestStorage(EmulatedAccount.At("127.0.0.1", FreePort.Next()), null, ("RetriesMost", "1"));
        var (id, upload) = (Examples.Id(1), Guid.NewGuid());

        foreach (var call in new Func<Task>[]
        {
            () => storage.Videos.AddAsync(new MemoryStream([1]), "clip.mp4", Token),
            () => storage.Videos.FindAsync(id, Token),
            () => storage.Artifacts.PutAsync(id, "a", new byte[1], Token),
            () => storage.Artifacts.ListAsync(id, "", Token),
            () => storage.Uploads.FindAsync(upload, Token),
        })
        {
            var error = await Assert.ThrowsAsync<StoreUnavailableException>(call);
            Assert.Equal(NoAnswer, error.Message);
        }
    }

    [Fact]
    public async Task EveryCall_WrongKey_IsSaidWithoutShowingIt()
    {
        var wrong = Convert.ToBase64String("a secret key"u8);
        using var storage = new TestStorage(WithKey(server.ConnectionString, wrong));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => storage.Videos.FindAsync(Examples.Id(1), Token));

        Assert.Equal("The blob store refuses access: check the connection string, or the rights of the managed identity.", error.Message);
        Assert.DoesNotContain(wrong, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryCall_ContainerGone_IsSaid()
    {
        using var storage = new TestStorage(server.ConnectionString);
        await storage.Artifacts.PutAsync(Examples.Id(1), "a", new byte[1], Token);
        await storage.Blobs.DeleteAsync(cancellationToken: Token);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => storage.Artifacts.PutAsync(Examples.Id(1), "a", new byte[1], Token));

        Assert.Equal("The container of the blob store is gone: restart this process to have it made again.", error.Message);
    }

    [Fact]
    public async Task Read_ServerIsGone_IsSaidByTheStream()
    {
        using var storage = new TestStorage(server.ConnectionString);
        var video = await storage.Videos.AddAsync(new MemoryStream(new byte[9_000_000]), "clip.mp4", Token);
        await using var stream = await storage.Videos.OpenReadAsync(video.Id, Token);
        await storage.Blobs.DeleteAsync(cancellationToken: Token);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => stream.CopyToAsync(Stream.Null, Token));
    }

    [Fact]
    public async Task Check_StoreThatAnswers_IsHealthy()
    {
        using var storage = new TestStorage(server.ConnectionString);
        await storage.Artifacts.ListVideosAsync(Token);

        var report = await storage.Health.CheckHealthAsync(Token);

        Assert.Equal(HealthStatus.Healthy, report.Entries["store"].Status);
    }

    [Fact]
    public async Task Check_NothingListens_IsUnhealthyAndSaysWhy()
    {
        using var storage = new TestStorage(EmulatedAccount.At("127.0.0.1", FreePort.Next()), null, ("RetriesMost", "0"));

        var report = await storage.Health.CheckHealthAsync(Token);

        Assert.Equal((HealthStatus.Unhealthy, NoAnswer), (report.Entries["store"].Status, report.Entries["store"].Description));
        Assert.Contains("ready", report.Entries["store"].Tags);
    }

    private static string WithKey(string connectionString, string key) => string.Join(
        ';', connectionString.Split(';').Select(part => part.StartsWith("AccountKey=", StringComparison.Ordinal) ? $"AccountKey={key}" : part));
}
