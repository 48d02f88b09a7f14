using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace MoTE.Indexing.Soak.Load;

/// <summary>Hears of videos that became searchable, as other systems do.</summary>
internal sealed class IndexedEvents : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly SemaphoreSlim _heard = new(0);

    private IndexedEvents(IConnection connection) => _connection = connection;

    /// <summary>Binds a queue of its own.</summary>
    public static async Task<IndexedEvents> ListenAsync(Uri broker, CancellationToken cancellationToken)
    {
        var connection = await new ConnectionFactory { Uri = broker, ClientProvidedName = "soak events" }.CreateConnectionAsync(cancellationToken);
        var events = new IndexedEvents(connection);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var queue = await channel.QueueDeclareAsync(cancellationToken: cancellationToken);
        await channel.QueueBindAsync(queue.QueueName, "mote.video-indexed", string.Empty, cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, _) =>
        {
            _ = events._heard.Release();
            return Task.CompletedTask;
        };
        _ = await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
        return events;
    }

    /// <summary>Waits until it has heard of so many more.</summary>
    public async Task WaitAsync(int count, CancellationToken cancellationToken)
    {
        for (var heard = 0; heard < count; heard++)
        {
            await _heard.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _heard.Dispose();
    }
}
