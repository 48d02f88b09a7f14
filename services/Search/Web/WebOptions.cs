using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Search.Web;

/// <summary>Bounds of the REST service.</summary>
public sealed class WebOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Web";

    /// <summary>Host names that are answered; empty answers every name.</summary>
    /// <value>Default the names of the loopback interface.</value>
    public IList<string> AllowedHosts { get; } = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Searches at a time.</summary>
    /// <value>Default twice the processors.</value>
    [Range(1, 10_000)]
    public int SearchesMost { get; set; } = 2 * Environment.ProcessorCount;

    /// <summary>Searches that may wait for their turn; more are told to come back later.</summary>
    /// <value>Default 100.</value>
    [Range(0, 100_000)]
    public int SearchesWaitingMost { get; set; } = 100;

    /// <summary>Clients that may listen for events at a time.</summary>
    /// <value>Default 100.</value>
    [Range(1, 100_000)]
    public int EventClientsMost { get; set; } = 100;

    /// <summary>Events that may wait for one client; a client that is further behind is cut off, comes back and reads the state anew.</summary>
    /// <value>Default 256.</value>
    [Range(1, 100_000)]
    public int EventsAheadMost { get; set; } = 256;

    /// <summary>Time between the signs of life that listening clients get.</summary>
    /// <value>Default 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);
}
