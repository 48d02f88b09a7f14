namespace MoTE.Indexing.Domain;

/// <summary>A rebuild of the index: who does it, and how far it is. One at a time.</summary>
public sealed record Rebuild
{
    /// <summary>Identities that <see cref="Unfinished"/> names at most.</summary>
    public const int UnfinishedMost = 1000;

    /// <summary>Tells it from others.</summary>
    public required Guid Id { get; init; }

    /// <summary>How it stands.</summary>
    public required RebuildState State { get; init; }

    /// <summary>When somebody asked for it.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The process at work on it; null when there is none.</summary>
    public Guid? Worker { get; init; }

    /// <summary>The last sign of life of that process.</summary>
    public DateTimeOffset? AliveAt { get; init; }

    /// <summary>Videos that are done; the same video under two models counts twice.</summary>
    public int Videos { get; init; }

    /// <summary>Videos that were found so far.</summary>
    public int Found { get; init; }

    /// <summary>Segments of the videos that are done.</summary>
    public long Segments { get; init; }

    /// <summary>Videos that lack vectors.</summary>
    public int UnfinishedCount { get; init; }

    /// <summary>Identities of those, <see cref="UnfinishedMost"/> at most.</summary>
    public IReadOnlyList<string> Unfinished { get; init; } = [];

    /// <summary>Why it failed, in one sentence; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether nothing more is going to happen.</summary>
    public bool IsOver => State is RebuildState.Done or RebuildState.Stopped or RebuildState.Failed;

    /// <summary>One that nobody has begun yet.</summary>
    public static Rebuild New(DateTimeOffset now) => new() { Id = Guid.CreateVersion7(), State = RebuildState.Asked, AskedAt = now };

    /// <summary>The same when it was told to stop: at once where nobody is at work on it.</summary>
    public Rebuild Stopping(DateTimeOffset now) => State switch
    {
        RebuildState.Asked => Ended(RebuildState.Stopped, now),
        RebuildState.Running => this with { State = RebuildState.Stopping },
        _ => this,
    };

    /// <summary>The same at its end.</summary>
    public Rebuild Ended(RebuildState state, DateTimeOffset now, string? reason = null) => this with { State = state, Reason = reason, EndedAt = now, Worker = null, AliveAt = null };
}
