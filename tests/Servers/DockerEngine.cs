using System.Net.Sockets;

namespace MoTE.Indexing.Servers;

/// <summary>The engine that runs containers, where there is one.</summary>
public static class DockerEngine
{
    private const string DefaultSocket = "/var/run/docker.sock";

    /// <summary>Whether an engine answers: at <c>DOCKER_HOST</c>, or at the usual socket of this machine.</summary>
    public static async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 })
            return true;
        if (!File.Exists(DefaultSocket))
            return false;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(DefaultSocket), cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
