using System.Globalization;
using MoTE.Indexing.Servers;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Integration;

/// <summary>What a service does at its start when the broker does not answer.</summary>
public sealed class ServiceStartTests(RabbitMqServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // A broker that never says a word, and one that stands still in the middle of the declarations: after these the start of a bus never comes to its end.
    [Theory]
    [InlineData(0)]
    [InlineData(4000)]
    public async Task Start_BrokerThatFallsSilent_EndsWithOneAndASentence(int bytesBefore)
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var relay = new SilentRelay(broker.Address, bytesBefore);
        using var folder = new TemporaryFolder();

        var (exitCode, output, error) = await ServiceUnderTest.RunAsync("Indexing", Settings(broker, relay.Port, folder), command: null, Token);

        Assert.Equal(1, exitCode);
        Assert.True(relay.Silent > 0, error);
        Assert.Contains("The indexing service cannot start. It was not up within 00:00:20 (Service:StartWithin)", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_WhileItWaitsForTheBroker_EndsWithZero()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        await using var broker = await server.NewVirtualHostAsync();
        await using var relay = new SilentRelay(broker.Address, bytesBefore: 0);
        using var folder = new TemporaryFolder();
        await using var service = await ServiceUnderTest.StartAsync("Indexing", Settings(broker, relay.Port, folder), (_, _) => Task.FromResult(relay.Silent > 0), Token);

        Assert.Equal(0, await service.StopAsync(Token));
    }

    private static Dictionary<string, string> Settings(VirtualHost broker, int port, TemporaryFolder folder) => new()
    {
        ["MOTE_Service__ManagementUrl"] = $"http://127.0.0.1:{FreePort.Next()}",
        ["MOTE_Service__StartWithin"] = "00:00:20",
        ["MOTE_RabbitMq__Host"] = "127.0.0.1",
        ["MOTE_RabbitMq__Port"] = port.ToString(CultureInfo.InvariantCulture),
        ["MOTE_RabbitMq__VirtualHost"] = broker.Name,
        ["MOTE_RabbitMq__User"] = broker.Credentials.User,
        ["MOTE_RabbitMq__Password"] = broker.Credentials.Password,
        ["MOTE_AzureStorage__ConnectionString"] = "UseDevelopmentStorage=true",
        ["MOTE_AzureStorage__CacheFolder"] = folder.File("videos"),
        ["MOTE_Elasticsearch__Addresses__0"] = $"http://127.0.0.1:{FreePort.Next()}",
    };
}
