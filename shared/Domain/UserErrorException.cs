namespace MoTE.Indexing.Domain;

/// <summary>A failure that the person who asked can act on. The message is one clear sentence that says what is wrong and what helps.</summary>
public class UserErrorException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="sentence">One sentence for a person.</param>
    public UserErrorException(string sentence)
        : base(sentence)
    {
    }

    /// <summary>Creates the failure with its technical cause.</summary>
    /// <param name="sentence">One sentence for a person.</param>
    /// <param name="cause">What was caught; kept for the log.</param>
    public UserErrorException(string sentence, Exception cause)
        : base(sentence, cause)
    {
    }
}
