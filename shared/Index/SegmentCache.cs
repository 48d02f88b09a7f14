using Microsoft.Data.Sqlite;

namespace MoTE.Indexing.Index;

/// <summary>Keeps the segments of the model that was asked for last in memory. What was stored or deleted since, by any process, is applied; nothing is read twice.</summary>
/// <param name="store">The file.</param>
internal sealed class SegmentCache(SqliteStore store)
{
    private readonly Lock _lock = new();
    private Task<SegmentSnapshot>? _refreshing;
    private volatile SegmentSnapshot? _snapshot;

    // For the one refresh that runs at a time.
    private SegmentMemory? _memory;
    private long _removals;

    /// <summary>The segments of a model at a moment that is not before a version.</summary>
    public async Task<SegmentSnapshot> AtLeastAsync(string modelFingerprint, ModelVersion version, CancellationToken cancellationToken)
    {
        var snapshot = _snapshot;
        while (snapshot?.ModelFingerprint != modelFingerprint || snapshot.Version.Changes < version.Changes)
        {
            snapshot = await RefreshAsync(modelFingerprint).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return snapshot;
    }

    /// <summary>The refresh that runs, for whichever model, or else a new one.</summary>
    private Task<SegmentSnapshot> RefreshAsync(string modelFingerprint)
    {
        lock (_lock)
        {
            if (_refreshing is null or { IsCompleted: true })
                _refreshing = Task.Run(() => _snapshot = store.Read(connection => Refresh(connection, modelFingerprint)));
            return _refreshing;
        }
    }

    private SegmentSnapshot Refresh(SqliteConnection connection, string modelFingerprint)
    {
        var version = ModelVersions.Read(connection, modelFingerprint);
        if (_memory?.ModelFingerprint == modelFingerprint && _removals != version.Removals)
            _memory.Keep(ChunkRows.Sequences(connection, modelFingerprint));
        if (_memory?.ModelFingerprint != modelFingerprint || _memory.Count == 0)
            _memory = ChunkRows.Widths(connection, modelFingerprint) is { } widths ? new SegmentMemory(modelFingerprint, widths) : null;
        _removals = version.Removals;
        if (_memory is null)
            return new SegmentSnapshot(modelFingerprint, version, Width: 0, Classes: 0, Runs: []);

        _memory.Expect(ChunkRows.CountAfter(connection, modelFingerprint, _memory.LastSequence));
        ChunkRows.ReadAfter(connection, modelFingerprint, _memory.LastSequence, _memory);
        return _memory.Snapshot(version);
    }
}
