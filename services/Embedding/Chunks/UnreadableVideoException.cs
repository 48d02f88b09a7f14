using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Embedding.Chunks;

/// <summary>The video itself is the reason why it cannot be embedded; nothing but another file helps.</summary>
/// <param name="cause">What was caught; its sentence is the reason.</param>
internal sealed class UnreadableVideoException(UserErrorException cause) : Exception(cause.Message, cause);
