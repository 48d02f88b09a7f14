using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace MoTE.Indexing.Ingest.Addresses;

/// <summary>Decides which network addresses may be connected to: public ones, and what the options allow besides.</summary>
/// <remarks>
/// Otherwise whoever may name an address could reach what only this machine can: services on loopback, the network behind it, the metadata service of a
/// cloud. The lists follow IANA's special-purpose address registries; an IPv4 address inside an IPv6 one is judged as what it is.
/// </remarks>
internal sealed class AddressGuard
{
    private static readonly IPNetwork[] SpecialV4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),           // this network, unspecified
        IPNetwork.Parse("10.0.0.0/8"),          // private
        IPNetwork.Parse("100.64.0.0/10"),       // carrier-grade NAT; a metadata service at 100.100.100.200
        IPNetwork.Parse("127.0.0.0/8"),         // loopback
        IPNetwork.Parse("168.63.129.16/32"),    // a public address that reaches the host of a virtual machine on Azure
        IPNetwork.Parse("169.254.0.0/16"),      // link-local; the metadata service of most clouds
        IPNetwork.Parse("172.16.0.0/12"),       // private
        IPNetwork.Parse("192.0.0.0/24"),        // protocol assignments; a metadata service at 192.0.0.192
        IPNetwork.Parse("192.0.2.0/24"),        // documentation
        IPNetwork.Parse("192.88.99.0/24"),      // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"),      // private
        IPNetwork.Parse("198.18.0.0/15"),       // benchmarking
        IPNetwork.Parse("198.51.100.0/24"),     // documentation
        IPNetwork.Parse("203.0.113.0/24"),      // documentation
        IPNetwork.Parse("224.0.0.0/4"),         // multicast
        IPNetwork.Parse("240.0.0.0/4"),         // reserved, broadcast
    ];

    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialV6 =
    [
        IPNetwork.Parse("2001::/23"),           // protocol assignments; Teredo tunnels
        IPNetwork.Parse("2001:db8::/32"),       // documentation
        IPNetwork.Parse("2002::/16"),           // 6to4 tunnels: an IPv4 address inside
        IPNetwork.Parse("3fff::/20"),           // documentation
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    private readonly IPNetwork[] _networks;
    private readonly HashSet<int> _ports;

    /// <summary>Reads what is allowed.</summary>
    /// <param name="options">Valid options.</param>
    public AddressGuard(AddressOptions options)
    {
        _networks = [.. options.AllowedNetworks.Select(network => IPNetwork.Parse(network))];
        _ports = options.AllowedPorts.Count > 0 ? [.. options.AllowedPorts] : [80, 443];
    }

    /// <summary>Whether an address may be connected to at a port.</summary>
    public bool Allows(IPAddress address, int port)
    {
        var meant = Unwrap(address);
        return IsIn(_networks, meant) || IsIn(_networks, address) || (IsPublic(meant) && _ports.Contains(port));
    }

    /// <summary>Whether an address is one of the public Internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var meant = Unwrap(address);
        return meant.AddressFamily == AddressFamily.InterNetwork
            ? !IsIn(SpecialV4, meant)
            : PublicV6.Contains(meant) && !IsIn(SpecialV6, meant);
    }

    private static bool IsIn(IEnumerable<IPNetwork> networks, IPAddress address) => networks.Any(network => network.Contains(address));

    // ::ffff:a.b.c.d and 64:ff9b::a.b.c.d lead to a.b.c.d.
    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        return Nat64.Contains(address) ? new IPAddress(BinaryPrimitives.ReadUInt32LittleEndian(address.GetAddressBytes().AsSpan(12))) : address;
    }
}
