namespace MoTE.Indexing.Embedding.Chunks;

/// <summary>The video itself is the reason why it cannot be embedded; nothing but another file helps.</summary>
/// <param name="reason">One sentence for a person.</param>
/// <param name="cause">What was caught.</param>
internal sealed class UnreadableVideoException(string reason, Exception cause) : Exception(reason, cause);
