using System.Net;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>The server does not do what it was asked for.</summary>
/// <param name="status">Its answer.</param>
/// <param name="sentence">Its sentence.</param>
internal sealed class ServerRefusalException(HttpStatusCode status, string sentence) : UserErrorException(sentence)
{
    /// <summary>Whether what was asked for is to blame, and not the server.</summary>
    public bool IsAboutTheRequest => (int)status is >= 400 and < 500;
}
