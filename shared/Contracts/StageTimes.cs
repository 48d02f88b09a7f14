namespace MoTE.Indexing.Contracts;

/// <summary>How long each stage was at work on a chunk. Stages run at the same time, so the sum is more than the time that passed.</summary>
public sealed record StageTimes
{
    /// <summary>Milliseconds spent waiting for decoded pictures and finding cuts in them.</summary>
    public long DecodeMs { get; init; }

    /// <summary>Milliseconds spent making of pictures what the model sees.</summary>
    public long PreprocessMs { get; init; }

    /// <summary>Milliseconds of the model; those of a batch that mixes chunks are divided by views.</summary>
    public long EncodeMs { get; init; }

    /// <summary>Milliseconds spent writing vectors, pictures and index.</summary>
    public long WriteMs { get; init; }

    /// <summary>Both together.</summary>
    public StageTimes Plus(StageTimes other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new StageTimes
        {
            DecodeMs = DecodeMs + other.DecodeMs,
            PreprocessMs = PreprocessMs + other.PreprocessMs,
            EncodeMs = EncodeMs + other.EncodeMs,
            WriteMs = WriteMs + other.WriteMs,
        };
    }
}
