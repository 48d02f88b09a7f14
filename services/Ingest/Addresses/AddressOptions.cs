using System.Net;

namespace MoTE.Indexing.Ingest.Addresses;

/// <summary>What may be fetched from addresses, and within which bounds.</summary>
public sealed record AddressOptions
{
    /// <summary>A larger file is refused. Default 32 GiB.</summary>
    public long LargestBytes { get; init; } = 32L << 30;

    /// <summary>Private or otherwise special networks that may be fetched from all the same, at any port. Default none: only public addresses.</summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>Ports of public addresses that may be fetched from. Default 80 and 443.</summary>
    public IReadOnlyList<int> AllowedPorts { get; init; } = [80, 443];

    /// <summary>Redirects that are followed in a row. Default 5.</summary>
    public int MostRedirects { get; init; } = 5;

    /// <summary>Time to look up a name and to connect, each. Default 15 seconds.</summary>
    public TimeSpan ConnectWithin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time from the request to the headers of the answer. Default 60 seconds.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time in which <see cref="LeastBytesPerSpell"/> have to come, again and again. Default 60 seconds.</summary>
    public TimeSpan Spell { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What has to come within each <see cref="Spell"/>, so that a trickle does not hold a place for ever. Default 64 KiB.</summary>
    public long LeastBytesPerSpell { get; init; } = 64 << 10;

    /// <summary>Time for the whole file. Default 12 hours.</summary>
    public TimeSpan FinishWithin { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Whether the proxy that the environment names (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>) is used. Default off: names are looked up, checked and connected to here.</summary>
    /// <remarks>Names are checked here with a proxy too, but it looks them up again: it has to refuse private networks itself.</remarks>
    public bool UseEnvironmentProxy { get; init; }
}
