using RabbitMQ.Client;

namespace MoTE.Indexing.Soak.Load;

/// <summary>Publishes to a broker as other systems do; what is published is in a queue, safe, when the call returns.</summary>
internal sealed class BrokerPublisher(Uri broker) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private IConnection? _connection;
    private IChannel? _channel;

    public async Task PublishAsync(string exchange, string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var properties = new BasicProperties { ContentType = contentType, Persistent = true, MessageId = Guid.NewGuid().ToString() };
        try
        {
            var channel = await ChannelAsync(limit.Token);
            await channel.BasicPublishAsync(exchange, string.Empty, mandatory: true, properties, body, limit.Token);
        }
        catch
        {
            await CloseAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<IChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true } open)
            return open;
        await CloseAsync();
        var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false, ClientProvidedName = "soak" };
        _connection = await factory.CreateConnectionAsync(cancellationToken);
        var confirms = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        return _channel = await _connection.CreateChannelAsync(confirms, cancellationToken);
    }

    private async Task CloseAsync()
    {
        if (_connection is { } connection)
            await connection.DisposeAsync();
        (_connection, _channel) = (null, null);
    }
}
