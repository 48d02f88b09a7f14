namespace MoTE.Indexing.Domain;

/// <summary>A store of this system cannot be read or written: no room, no access, a failing disk. No video is to blame, so none is rejected for it.</summary>
/// <param name="sentence">One sentence for a person.</param>
/// <param name="cause">What was caught; kept for the log.</param>
public sealed class StoreUnavailableException(string sentence, Exception cause) : UserErrorException(sentence, cause);
