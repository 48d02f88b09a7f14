namespace MoTE.Indexing.Safetensors;

/// <summary>A checkpoint file that cannot be used. The message is one clear sentence that names the file or the key.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="sentence">One sentence for a person.</param>
    public CheckpointException(string sentence)
        : base(sentence)
    {
    }

    /// <summary>Creates the failure with its technical cause.</summary>
    /// <param name="sentence">One sentence for a person.</param>
    /// <param name="cause">What was caught.</param>
    public CheckpointException(string sentence, Exception cause)
        : base(sentence, cause)
    {
    }
}
