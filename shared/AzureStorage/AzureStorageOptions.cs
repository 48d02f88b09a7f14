using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.AzureStorage;

/// <summary>Where videos, artifacts and uploads are kept, and how much of a machine's disk may hold copies of videos.</summary>
public sealed class AzureStorageOptions : IValidatableObject
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "AzureStorage";

    /// <summary>The account with its key, or a shared access signature. Give this or <see cref="ServiceUri"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The account's blob address, such as <c>https://NAME.blob.core.windows.net</c>; access is by the identity of the process.</summary>
    /// <remarks>A managed identity, a workload identity of Kubernetes, or a developer who is logged in: whatever <c>DefaultAzureCredential</c> finds first.</remarks>
    public Uri? ServiceUri { get; set; }

    /// <summary>The container that everything is in; made when missing.</summary>
    /// <value>Default <c>mote</c>. Lower-case letters, digits and single hyphens, 3 to 63.</value>
    [RegularExpression("(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")]
    public string Container { get; set; } = "mote";

    /// <summary>A folder of this machine for copies of videos, which FFmpeg reads. Each process has its own.</summary>
    [Required]
    public string CacheFolder { get; set; } = "";

    /// <summary>Most bytes of the copies; the one that was not used for longest goes first. A larger video cannot be worked on.</summary>
    /// <value>Default 64 GiB.</value>
    [Range(1L << 20, long.MaxValue)]
    public long CacheBytesMost { get; set; } = 64L << 30;

    /// <summary>How long a video waits for others, which are in use, to make room in the cache.</summary>
    /// <value>Default 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan CacheRoomWait { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the store may take to copy a video within the account, which it usually does at once.</summary>
    /// <value>Default 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan CopyWait { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Further attempts at a request that failed for a reason that may pass, with growing waits.</summary>
    /// <value>Default 4.</value>
    [Range(0, 20)]
    public int RetriesMost { get; set; } = 4;

    /// <summary>Time for one attempt.</summary>
    /// <value>Default 100 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Time between two rounds that remove what killed processes left, and copies of videos that were deleted.</summary>
    /// <value>Default 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan RoundEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How old bytes that are on their way must be before a round takes them for what a killed process left; longer than the longest upload takes.</summary>
    /// <value>Default 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan LeftoverAge { get; set; } = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var hasConnection = !string.IsNullOrWhiteSpace(ConnectionString);
        if (hasConnection == ServiceUri is not null)
            yield return new ValidationResult($"Give either {SectionName}:{nameof(ConnectionString)}, or {SectionName}:{nameof(ServiceUri)} for access by managed identity.");
        else if (hasConnection && !BlobAccount.IsConnectionString(ConnectionString!))
            yield return new ValidationResult($"{SectionName}:{nameof(ConnectionString)} is not a connection string of Azure Storage.");
        else if (ServiceUri is { } address && !(address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttps))
            yield return new ValidationResult($"{SectionName}:{nameof(ServiceUri)} is not an https address.");
    }
}
