using System.Net;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Serving;

/// <summary>Where a server listens.</summary>
/// <param name="Urls">As given, one or more.</param>
/// <param name="IsLoopback">Whether only this machine can reach all of them.</param>
internal sealed record ServeAddresses(IReadOnlyList<string> Urls, bool IsLoopback)
{
    /// <summary>Reads addresses that are separated by semicolons.</summary>
    /// <exception cref="UserErrorException">One is not an http address with a host and without a path.</exception>
    public static ServeAddresses Parse(string text)
    {
        var urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var hosts = urls.Select(HostOf).ToList();
        return urls.Length > 0
            ? new ServeAddresses(urls, hosts.TrueForAll(IsLocal))
            : throw new UserErrorException("--urls needs at least one address, such as http://127.0.0.1:8080.");
    }

    // '*' and '+' stand for every address of the machine, as in ASP.NET Core; they are no host of a URI.
    private static string HostOf(string url)
    {
        var readable = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        return Uri.TryCreate(readable, UriKind.Absolute, out var address) && address is { Scheme: "http", PathAndQuery: "/", UserInfo: "", Fragment: "" }
            ? address.Host
            : throw new UserErrorException($"'{url}' is not an address to listen on: expected something like http://127.0.0.1:8080.");
    }

    private static bool IsLocal(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
