using System.ComponentModel.DataAnnotations;
using System.Net;

namespace MoTE.Indexing.Ingest.Addresses;

/// <summary>What may be fetched from addresses, and within which bounds.</summary>
public sealed record AddressOptions : IValidatableObject
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Addresses";

    /// <summary>A larger file is refused, in bytes.</summary>
    /// <value>Default 32 GiB.</value>
    [Range(1, long.MaxValue)]
    public long LargestBytes { get; set; } = 32L << 30;

    /// <summary>Private or otherwise special networks that may be fetched from all the same, at any port, such as <c>10.0.0.0/8</c>.</summary>
    /// <value>Default none: only public addresses.</value>
    public IList<string> AllowedNetworks { get; init; } = [];

    /// <summary>Ports of public addresses that may be fetched from; empty for 80 and 443.</summary>
    /// <value>Default empty.</value>
    public IList<int> AllowedPorts { get; init; } = [];

    /// <summary>Redirects that are followed in a row.</summary>
    /// <value>Default 5.</value>
    [Range(0, 20)]
    public int MostRedirects { get; set; } = 5;

    /// <summary>Time to look up a name and to connect, each.</summary>
    /// <value>Default 15 seconds.</value>
    public TimeSpan ConnectWithin { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time from the request to the headers of the answer.</summary>
    /// <value>Default 60 seconds.</value>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time in which <see cref="LeastBytesPerSpell"/> have to come, again and again.</summary>
    /// <value>Default 60 seconds.</value>
    public TimeSpan Spell { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes that have to come within each <see cref="Spell"/>, so that a trickle does not hold a place for ever.</summary>
    /// <value>Default 64 KiB.</value>
    [Range(1, long.MaxValue)]
    public long LeastBytesPerSpell { get; set; } = 64 << 10;

    /// <summary>Time for the whole file.</summary>
    /// <value>Default 12 hours.</value>
    public TimeSpan FinishWithin { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Whether the proxy that the environment names (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>) is used.</summary>
    /// <value>Default off: names are looked up, checked and connected to here.</value>
    /// <remarks>Names are checked here with a proxy too, but it looks them up again: it has to refuse private networks itself.</remarks>
    public bool UseEnvironmentProxy { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. AllowedNetworks.Where(network => !IsNetwork(network))
            .Select(network => new ValidationResult($"'{network}' is not a network: expected something like 10.0.0.0/8.", [nameof(AllowedNetworks)])),
        .. AllowedPorts.Where(port => port is < 1 or > 65535).Select(port => new ValidationResult($"{port} is not a port.", [nameof(AllowedPorts)])),
    ];

    /// <summary>Whether a text names a network.</summary>
    public static bool IsNetwork(string text) => IPNetwork.TryParse(text, out _);
}
