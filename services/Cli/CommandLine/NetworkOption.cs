using System.CommandLine;
using MoTE.Indexing.Ingest.Addresses;

namespace MoTE.Indexing.Cli.CommandLine;

/// <summary><c>--allow-network CIDR</c>, several times.</summary>
internal static class NetworkOption
{
    public static Option<string[]> Create()
    {
        var networks = new Option<string[]>("--allow-network")
        {
            Description = "Fetch from this private network too, such as 192.168.0.0/16; otherwise only public addresses are fetched from",
            HelpName = "CIDR",
        };
        networks.Validators.Add(result =>
        {
            foreach (var network in result.Tokens.Where(network => !AddressOptions.IsNetwork(network.Value)))
            {
                result.AddError($"'{network.Value}' is not a network: expected something like 192.168.0.0/16.");
            }
        });
        return networks;
    }

    /// <summary>Allows what was given beside what the configuration allows.</summary>
    public static void Apply(IEnumerable<string>? networks, AddressOptions options)
    {
        foreach (var network in networks ?? [])
        {
            options.AllowedNetworks.Add(network);
        }
    }
}
