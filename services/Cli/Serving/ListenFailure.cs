using System.Net.Sockets;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Serving;

/// <summary>Says in a sentence why a server cannot listen.</summary>
internal static class ListenFailure
{
    /// <returns>Null for a failure that has nothing to do with listening.</returns>
    public static UserErrorException? Explain(Exception failure, ServeAddresses addresses)
    {
        var where = string.Join(" or ", addresses.Urls);
        var sentence = SocketErrorOf(failure) switch
        {
            SocketError.AddressAlreadyInUse => $"Another program listens on {where} already: stop it, or choose another port with --urls.",
            SocketError.AccessDenied => $"This user may not listen on {where}: choose a port above 1023 with --urls.",
            SocketError.AddressNotAvailable => $"This machine has no address {where}: choose one that it has with --urls.",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"The name in {where} leads to no address of this machine: choose another with --urls.",
            _ => null,
        };
        return sentence is null ? null : new UserErrorException(sentence, failure);
    }

    private static SocketError? SocketErrorOf(Exception? failure) => failure switch
    {
        null => null,
        SocketException socket => socket.SocketErrorCode,
        AggregateException several => several.InnerExceptions.Select(SocketErrorOf).FirstOrDefault(error => error is not null),
        _ => SocketErrorOf(failure.InnerException),
    };
}
