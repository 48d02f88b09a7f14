namespace MoTE.Indexing.Domain;

/// <summary>A store of this system cannot be read or written: no room, no access, a failing disk. No video is to blame, so none is rejected for it.</summary>
public sealed class StoreUnavailableException : UserErrorException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="sentence">One sentence for a person.</param>
    public StoreUnavailableException(string sentence)
        : base(sentence)
    {
    }

    /// <summary>Creates the failure with its technical cause.</summary>
    /// <param name="sentence">One sentence for a person.</param>
    /// <param name="cause">What was caught; kept for the log.</param>
    public StoreUnavailableException(string sentence, Exception cause)
        : base(sentence, cause)
    {
    }

    /// <summary>Whether it is for want of room.</summary>
    public bool IsFull { get; init; }
}
