namespace MoTE.Indexing.RabbitMq.DeadLetters;

/// <summary>A message that was given up, as it lies in the queue of dead letters.</summary>
public sealed record DeadLetter
{
    /// <summary>The message's own id; where it has none, the first 32 hexadecimal digits of the SHA-256 of its body.</summary>
    public required string Id { get; init; }

    /// <summary>The queue that it was in.</summary>
    public required string Queue { get; init; }

    /// <summary>Name of its contract, such as <c>EmbedChunk</c>; null where it does not say.</summary>
    public string? Message { get; init; }

    /// <summary>Why it was given up, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Full name of what was thrown; null where its process ended instead.</summary>
    public string? Failure { get; init; }

    /// <summary>When it was given up.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What lies beside the message, as text; among it where the failure was thrown.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The message.</summary>
    public required string Body { get; init; }
}
