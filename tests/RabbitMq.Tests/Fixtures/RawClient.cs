using System.Diagnostics;
using System.Text;
using MoTE.Indexing.Servers.RabbitMq;
using RabbitMQ.Client;

namespace MoTE.Indexing.RabbitMq.Tests.Fixtures;

/// <summary>Another system on the broker: it knows AMQP and nothing else.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly IConnection _connection;

    private RawClient(IConnection connection, IChannel channel) => (_connection, Channel) = (connection, channel);

    public IChannel Channel { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RawClient> ConnectAsync(VirtualHost broker)
    {
        var connection = await new ConnectionFactory { Uri = broker.Address }.CreateConnectionAsync(Token);
        return new RawClient(connection, await connection.CreateChannelAsync(cancellationToken: Token));
    }

    /// <summary>Puts bytes into a queue.</summary>
    public async Task SendAsync(string queue, string body, string? contentType = null) =>
        await Channel.BasicPublishAsync(string.Empty, queue, mandatory: true, new BasicProperties { ContentType = contentType, Persistent = true }, Encoding.UTF8.GetBytes(body), Token);

    /// <summary>Makes a queue that hears of an exchange.</summary>
    public async Task<string> ListenAsync(string exchange)
    {
        var queue = await Channel.QueueDeclareAsync(cancellationToken: Token);
        await Channel.QueueBindAsync(queue.QueueName, exchange, string.Empty, cancellationToken: Token);
        return queue.QueueName;
    }

    /// <summary>Takes the next message of a queue and keeps it from others; waits for it.</summary>
    public async Task<BasicGetResult> TakeAsync(string queue)
    {
        BasicGetResult? taken = null;
        await UntilAsync(async () => (taken = await Channel.BasicGetAsync(queue, autoAck: true, Token)) is not null, $"a message in {queue}");
        return taken!;
    }

    /// <summary>How many messages wait in a queue.</summary>
    public async Task<uint> CountAsync(string queue) => (await Channel.QueueDeclarePassiveAsync(queue, Token)).MessageCount;

    /// <summary>Waits until a queue holds as many messages.</summary>
    public Task UntilCountAsync(string queue, uint count) => UntilAsync(async () => await CountAsync(queue) == count, $"{count} messages in {queue}");

    /// <summary>Waits for something.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Limit, $"There is not: {what}.");
            await Task.Delay(Pause, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
