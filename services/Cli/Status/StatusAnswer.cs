namespace MoTE.Indexing.Cli.Status;

/// <summary>What <c>mote status --json</c> prints.</summary>
/// <param name="DataFolder">Absolute path; the address of the server that was asked in its place.</param>
/// <param name="Indexing">Whether a process is indexing into it now.</param>
/// <param name="Models">Models with searchable segments.</param>
/// <param name="Videos">Every video under every model, in the order of arrival.</param>
internal sealed record StatusAnswer(string DataFolder, bool Indexing, IReadOnlyList<StatusModel> Models, IReadOnlyList<StatusVideo> Videos);

/// <summary>One model of <see cref="StatusAnswer"/>.</summary>
internal sealed record StatusModel(string Name, string Fingerprint, long Videos, long Segments);

/// <summary>One video of <see cref="StatusAnswer"/>; state is <c>received</c>, <c>probed</c>, <c>embedding</c>, <c>searchable</c> or <c>rejected</c>.</summary>
internal sealed record StatusVideo(
    string VideoId,
    string Title,
    string Collection,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<string> Sources,
    string State,
    string? Reason,
    string? Remark,
    long DurationMs,
    long SizeBytes,
    int ChunksDone,
    int ChunksTotal,
    int Segments,
    string Model,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? SearchableAt);
