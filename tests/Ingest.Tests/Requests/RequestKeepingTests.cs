using MassTransit;
using MassTransit.Testing;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.ServiceTests;
using MoTE.Indexing.Storage;

namespace MoTE.Indexing.Ingest.Tests.Requests;

public sealed class RequestKeepingTests : IAsyncDisposable
{
    private const string Address = "http://127.0.0.1:9/a.mp4";
    private readonly ServiceData _data = new();
    private readonly FolderPendingRequests _pending;

    public RequestKeepingTests() => _pending = new FolderPendingRequests(new FolderLayout(_data.Folder.File("data")));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_ForgottenByTheTransport_IsAskedAgainAtTheNextStart()
    {
        var first = await StartAsync(consuming: false);
        await first.Bus.Publish(new IngestVideo { RequestId = new Guid(5, 0, 0, new byte[8]), Source = Address, Title = "mine" }, Token);
        await first.Bus.Publish(new IngestVideo { RequestId = NewId.NextGuid(), Source = "/a/file.mp4" }, Token);
        await first.Stop(Token);

        await using var later = new ServiceData();
        var second = await later.StartAsync(services => services.AddIngest().AddResumption(_pending), _ => { });

        var request = Assert.Single(await ServiceData.PublishedAsync<IngestVideo>(second));
        Assert.Equal((new Guid(5, 0, 0, new byte[8]), Address, "mine"), (request.RequestId, request.Source, request.Title));
    }

    [Fact]
    public async Task Consume_Answered_IsForgotten()
    {
        var harness = await StartAsync(consuming: true);

        await harness.Bus.Publish(new IngestVideo { RequestId = NewId.NextGuid(), Source = Address }, Token);

        Assert.Equal(Address, Assert.Single(await ServiceData.PublishedAsync<VideoRejected>(harness)).Source);
        Assert.Empty(await _pending.ListAsync(Token));
    }

    [Fact]
    public async Task Publish_RequestThatCannotBeKept_IsNotTaken()
    {
        await File.WriteAllTextAsync(Path.Combine(_data.Folder.File("data"), "requests"), "a file where a folder has to be", Token);
        var harness = await StartAsync(consuming: false);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => harness.Bus.Publish(new IngestVideo { RequestId = NewId.NextGuid(), Source = Address }, Token));
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    private Task<ITestHarness> StartAsync(bool consuming) => _data.StartAsync(
        services => services.AddIngest().AddResumption(_pending),
        bus =>
        {
            if (consuming)
                bus.AddIngestConsumers();
        });
}
