using MoTE.Indexing.Domain;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace MoTE.Indexing.RabbitMq.DeadLetters;

/// <summary>The dead letters of all queues of a broker: looked at, replayed or dropped by an operator.</summary>
/// <remarks>
/// A message that is looked at stays with the broker: it is handed out for the look and back again. One that is replayed is taken away only after the broker has
/// confirmed that it keeps the message in its queue, so a failure between the two leaves it in both, which is harmless.
/// </remarks>
public sealed class DeadLetterQueues : IAsyncDisposable
{
    private const int GiveBackLooks = 100;
    private static readonly TimeSpan GiveBackPause = TimeSpan.FromMilliseconds(50);

    private readonly IConnection _connection;

    private DeadLetterQueues(IConnection connection) => _connection = connection;

    /// <summary>Connects to a broker.</summary>
    /// <param name="broker">Such as <c>amqp://user:password@host:5672/</c>; <c>amqps</c> for TLS.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserErrorException">It does not answer, or lets nobody in under that name.</exception>
    public static async Task<DeadLetterQueues> OpenAsync(Uri broker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(broker);
        var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false, ClientProvidedName = "mote dlq" };
        try
        {
            return new DeadLetterQueues(await factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (BrokerUnreachableException unreachable)
        {
            var why = unreachable.GetBaseException() is AuthenticationFailureException ? "refuses the user name or the password" : "does not answer";
            throw new UserErrorException($"The broker at {broker.Host}:{factory.Endpoint.Port} {why}.", unreachable);
        }
    }

    /// <summary>The dead letters, queue by queue, oldest first.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int most, CancellationToken cancellationToken)
    {
        var letters = new List<DeadLetter>();
        await VisitAsync(
            (_, letter, _) =>
            {
                letters.Add(letter);
                return Task.FromResult(letters.Count < most ? Verdict.Keep : Verdict.KeepAndStop);
            },
            cancellationToken).ConfigureAwait(false);
        return letters;
    }

    /// <summary>One dead letter; null where there is none of that id.</summary>
    public async Task<DeadLetter?> FindAsync(string id, CancellationToken cancellationToken)
    {
        DeadLetter? found = null;
        await VisitAsync(
            (_, letter, _) =>
            {
                if (letter.Id != id)
                    return Task.FromResult(Verdict.Keep);
                found = letter;
                return Task.FromResult(Verdict.KeepAndStop);
            },
            cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>Gives dead letters back to the queues that they were in. What was given up about a chunk asks for its video anew, because the video was rejected meanwhile.</summary>
    /// <param name="id">Of one message; null for all.</param>
    /// <param name="replayed">Told of each.</param>
    /// <param name="cancellationToken">Stops after the message in hand.</param>
    /// <returns>How many.</returns>
    public async Task<int> ReplayAsync(string? id, Action<DeadLetter> replayed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(replayed);
        var (count, replay) = (0, new Replay());
        await VisitAsync(
            async (channel, letter, delivered) =>
            {
                if (id is not null && letter.Id != id)
                    return Verdict.Keep;
                await replay.PublishAsync(channel, letter, delivered).ConfigureAwait(false);
                count++;
                replayed(letter);
                return Verdict.TakeAway;
            },
            cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>Drops dead letters for ever.</summary>
    /// <param name="id">Of the message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many.</returns>
    public async Task<int> DropAsync(string id, CancellationToken cancellationToken)
    {
        var count = 0;
        await VisitAsync(
            (_, letter, _) =>
            {
                if (letter.Id != id)
                    return Task.FromResult(Verdict.Keep);
                count++;
                return Task.FromResult(Verdict.TakeAway);
            },
            cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task VisitAsync(Func<IChannel, DeadLetter, BasicGetResult, Task<Verdict>> visit, CancellationToken cancellationToken)
    {
        foreach (var queue in DeadLetterTopology.Queues)
        {
            if (await VisitAsync(queue, visit, cancellationToken).ConfigureAwait(false) == Verdict.KeepAndStop)
                return;
        }
    }

    // What is kept is not acknowledged, so the broker has it back in any case, and at the latest when the channel closes.
    private async Task<Verdict> VisitAsync(string queue, Func<IChannel, DeadLetter, BasicGetResult, Task<Verdict>> visit, CancellationToken cancellationToken)
    {
        var confirms = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        await using var channel = await _connection.CreateChannelAsync(confirms, cancellationToken).ConfigureAwait(false);
        var (letters, kept, verdict) = (DeadLetterTopology.Of(queue), 0u, Verdict.Keep);
        for (var left = await CountAsync(channel, letters, cancellationToken).ConfigureAwait(false); left > 0 && verdict != Verdict.KeepAndStop; left--)
        {
            if (await channel.BasicGetAsync(letters, autoAck: false, cancellationToken).ConfigureAwait(false) is not { } delivered)
                break;
            verdict = await visit(channel, DeadLetterReader.Read(queue, delivered), delivered).ConfigureAwait(false);
            if (verdict == Verdict.TakeAway)
                await channel.BasicAckAsync(delivered.DeliveryTag, multiple: false, CancellationToken.None).ConfigureAwait(false);
            else
                kept++;
        }

        if (kept > 0)
            await GiveBackAsync(channel, letters, kept, cancellationToken).ConfigureAwait(false);
        return verdict == Verdict.KeepAndStop ? verdict : Verdict.Keep;
    }

    // The broker takes a moment to put them back, and who looks next shall see them.
    private static async Task GiveBackAsync(IChannel channel, string letters, uint kept, CancellationToken cancellationToken)
    {
        const ulong EveryDelivery = 0;
        await channel.BasicNackAsync(EveryDelivery, multiple: true, requeue: true, cancellationToken).ConfigureAwait(false);
        for (var look = 0; look < GiveBackLooks && await CountAsync(channel, letters, cancellationToken).ConfigureAwait(false) < kept; look++)
        {
            await Task.Delay(GiveBackPause, cancellationToken).ConfigureAwait(false);
        }
    }

    // A service that has never run has no dead letters.
    private static async Task<uint> CountAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, cancellationToken).ConfigureAwait(false)).MessageCount;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0;
        }
    }

    private enum Verdict
    {
        Keep,
        KeepAndStop,
        TakeAway,
    }
}
