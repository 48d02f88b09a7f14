using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace MoTE.Indexing.Processes;

/// <summary>What every service's process has.</summary>
public sealed class ServiceOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Service";

    private const string Address = @"http://[^/\s:]+:\d{1,5}";

    /// <summary>Where health (<c>/health/live</c>, <c>/health/ready</c>) and metrics (<c>/metrics</c>) are answered; <c>*</c> as the host stands for every address of the machine.</summary>
    /// <value>Default <c>http://127.0.0.1:8081</c>.</value>
    [Required]
    [RegularExpression(Address, ErrorMessage = "It is an address such as http://127.0.0.1:8081, with a port and without a path.")]
    public string ManagementUrl { get; set; } = "http://127.0.0.1:8081";

    /// <summary>Where the service itself is served, for one that serves; several are separated by semicolons.</summary>
    /// <value>Default nowhere.</value>
    [RegularExpression($"({Address}(;{Address})*)?", ErrorMessage = "It is an address such as http://127.0.0.1:8080, with a port and without a path; several are separated by semicolons.")]
    public string Urls { get; set; } = "";

    /// <summary>Time for the start, in which the broker may come up as well. A process that is not up by then ends with exit code 1, so that whoever supervises it starts it again.</summary>
    /// <value>Default 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StartWithin { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Time for what is in hand when the process is told to stop; what is not finished then is given back to its queue.</summary>
    /// <value>Default 20 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan FinishWithin { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The addresses of <see cref="Urls"/>.</summary>
    internal string[] ServedUrls => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The port of <see cref="ManagementUrl"/>.</summary>
    internal int ManagementPort => int.Parse(ManagementUrl[(ManagementUrl.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
}
