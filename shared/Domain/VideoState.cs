namespace MoTE.Indexing.Domain;

/// <summary>How far a video has come under one model.</summary>
public enum VideoState
{
    /// <summary>Known by its bytes; nothing of it is embedded yet.</summary>
    Received,

    /// <summary>Its streams are known and its chunks planned.</summary>
    Probed,

    /// <summary>Some of it is searchable: <see cref="Video.ChunksDone"/> of <see cref="Video.ChunksTotal"/> chunks.</summary>
    Embedding,

    /// <summary>Every segment is stored, so queries find it.</summary>
    Searchable,

    /// <summary>It cannot be indexed; <see cref="Video.Reason"/> says why.</summary>
    Rejected,
}
