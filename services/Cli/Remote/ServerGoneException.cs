using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>The server does not answer now; it may a moment later.</summary>
/// <param name="sentence">One sentence for a person.</param>
/// <param name="cause">What was caught; null for an answer that says so.</param>
internal sealed class ServerGoneException(string sentence, Exception? cause = null) : UserErrorException(sentence, cause!);
