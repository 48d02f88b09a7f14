using System.Reflection;
using MassTransit;

namespace MoTE.Indexing.Hosting.Tests;

public sealed class PublishingTests
{
    [Fact]
    public async Task PublishAsync_TransportThatNeverReturns_GivesUpWhenToldTo()
    {
        using var stop = new CancellationTokenSource();
        var publishing = DispatchProxy.Create<IPublishEndpoint, Silence>().PublishAsync(new Message(), stop.Token);
        Assert.False(publishing.IsCompleted);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
    }

    private sealed record Message;

    // As a transport whose connection was lost in the middle of the call: it heeds nothing.
#pragma warning disable CA1852 // A proxy is made of it, which inherits.
    private class Silence : DispatchProxy
#pragma warning restore CA1852
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => new TaskCompletionSource().Task;
    }
}
