using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>A rebuild as it is stored.</summary>
internal sealed record RebuildDocument
{
    public required Guid Id { get; init; }

    public required string State { get; init; }

    public required string AskedAt { get; init; }

    public Guid? Worker { get; init; }

    public string? AliveAt { get; init; }

    public required int Videos { get; init; }

    public required int Found { get; init; }

    public required long Segments { get; init; }

    public required int UnfinishedCount { get; init; }

    public required IReadOnlyList<string> Unfinished { get; init; }

    public string? Reason { get; init; }

    public string? EndedAt { get; init; }

    public static RebuildDocument Of(Rebuild rebuild) => new()
    {
        Id = rebuild.Id,
        State = rebuild.State.ToString().ToLowerInvariant(),
        AskedAt = Clauses.Text(rebuild.AskedAt),
        Worker = rebuild.Worker,
        AliveAt = rebuild.AliveAt is { } alive ? Clauses.Text(alive) : null,
        Videos = rebuild.Videos,
        Found = rebuild.Found,
        Segments = rebuild.Segments,
        UnfinishedCount = rebuild.UnfinishedCount,
        Unfinished = rebuild.Unfinished,
        Reason = rebuild.Reason,
        EndedAt = rebuild.EndedAt is { } ended ? Clauses.Text(ended) : null,
    };

    public Rebuild ToRebuild() => new()
    {
        Id = Id,
        State = Enum.Parse<RebuildState>(State, ignoreCase: true),
        AskedAt = Clauses.Time(AskedAt),
        Worker = Worker,
        AliveAt = AliveAt is { } alive ? Clauses.Time(alive) : null,
        Videos = Videos,
        Found = Found,
        Segments = Segments,
        UnfinishedCount = UnfinishedCount,
        Unfinished = Unfinished,
        Reason = Reason,
        EndedAt = EndedAt is { } ended ? Clauses.Time(ended) : null,
    };
}
