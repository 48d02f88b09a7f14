using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.RabbitMq;

/// <summary>Where the broker is, and the bounds of its queues.</summary>
/// <remarks>The bounds of a queue are fixed when it is made: a service that names others is refused by the broker until the queue is deleted.</remarks>
public sealed class RabbitMqOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "RabbitMq";

    /// <summary>Name or address of the broker.</summary>
    /// <value>Default <c>localhost</c>.</value>
    [Required]
    public string Host { get; set; } = "localhost";

    /// <summary>Its port.</summary>
    /// <value>Default 5672; 5671 is usual with TLS.</value>
    [Range(1, ushort.MaxValue)]
    public int Port { get; set; } = 5672;

    /// <summary>The virtual host; all services of one archive share it with nobody else.</summary>
    /// <value>Default <c>/</c>.</value>
    [Required]
    public string VirtualHost { get; set; } = "/";

    /// <summary>Who connects.</summary>
    /// <value>Default <c>guest</c>, whom brokers accept from their own machine alone.</value>
    [Required]
    public string User { get; set; } = "guest";

    /// <summary>The password.</summary>
    /// <value>Default <c>guest</c>.</value>
    [Required]
    public string Password { get; set; } = "guest";

    /// <summary>Whether the connection is encrypted. The broker's certificate must be trusted by the system; <c>SSL_CERT_FILE</c> adds an authority of one's own.</summary>
    /// <value>Default false.</value>
    public bool UseTls { get; set; }

    /// <summary>The name in the broker's certificate, where it is not <see cref="Host"/>.</summary>
    public string? TlsServerName { get; set; }

    /// <summary>How often a message is delivered again because the process that had it ended, before it becomes a dead letter.</summary>
    /// <value>Default 10.</value>
    [Range(1, 1000)]
    public int DeliveryLimit { get; set; } = 10;

    /// <summary>Bytes of messages that a queue holds at most; whoever publishes more is refused.</summary>
    /// <value>Default 1 GiB.</value>
    [Range(1L << 20, 1L << 40)]
    public long QueueBytesMost { get; set; } = 1L << 30;

    /// <summary>How long a message waits for a store that is away before it becomes a dead letter. It must be less than the broker's acknowledgement timeout (30 minutes).</summary>
    /// <value>Default 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:25:00")]
    public TimeSpan LongestStoreOutage { get; set; } = TimeSpan.FromMinutes(10);
}
