using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Where Elasticsearch is, how it is spoken to, and how its indices are made.</summary>
public sealed class ElasticsearchOptions : IValidatableObject
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Elasticsearch";

    /// <summary>Addresses of the nodes, such as <c>https://search-1:9200</c>; requests are spread over them, and pass over those that do not answer.</summary>
    [Required]
    [MinLength(1)]
    public Uri[] Addresses { get; set; } = [];

    /// <summary>What the names of all indices and aliases begin with.</summary>
    /// <value>Default <c>mote</c>.</value>
    [Required]
    [RegularExpression("^[a-z][a-z0-9_-]{0,49}$", ErrorMessage = "Elasticsearch:IndexPrefix is 1 to 50 lower-case letters, digits, hyphens and underscores, a letter first.")]
    public string IndexPrefix { get; set; } = "mote";

    /// <summary>An API key in its encoded form; null to use <see cref="Username"/>, or nothing.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Name of the user; null with an API key, or where no security is on.</summary>
    public string? Username { get; set; }

    /// <summary>The user's password.</summary>
    public string? Password { get; set; }

    /// <summary>File with the certificate (PEM) of the authority that signed the nodes' certificates; null to trust those that the system trusts.</summary>
    public string? CertificateAuthorityFile { get; set; }

    /// <summary>How long one request may take.</summary>
    /// <value>Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is tried again when no node takes it (no connection, too many requests, unavailable), with growing waits of 0.2 to 5 s.</summary>
    /// <value>Default 4.</value>
    [Range(0, 20)]
    public int Retries { get; set; } = 4;

    /// <summary>Bytes of one bulk request at most; a larger chunk takes several.</summary>
    /// <value>Default 16 MB.</value>
    [Range(100_000, 100_000_000)]
    public int BulkBytes { get; set; } = 16_000_000;

    /// <summary>How the vectors of a new index are laid out for the approximate search.</summary>
    /// <value>Default <see cref="VectorLayout.Int8Hnsw"/>.</value>
    public VectorLayout VectorLayout { get; set; } = VectorLayout.Int8Hnsw;

    /// <summary>Primary shards of a new index of segments.</summary>
    /// <value>Default 1.</value>
    [Range(1, 1024)]
    public int Shards { get; set; } = 1;

    /// <summary>Copies of each shard of a new index; 0 on a single node.</summary>
    /// <value>Default 1.</value>
    [Range(0, 10)]
    public int Replicas { get; set; } = 1;

    /// <summary>Up to so many segments a query scores all of them; above, it scores the nearest by approximate search.</summary>
    /// <value>Default 50,000.</value>
    [Range(0, 10_000_000)]
    public int ExactUpTo { get; set; } = 50_000;

    /// <summary>How many candidates the approximate search finds for each segment that is asked for.</summary>
    /// <value>Default 10.</value>
    [Range(1, 100)]
    public int CandidatesPerMatch { get; set; } = 10;

    /// <summary>How long an index that another one has replaced stays for the queries that began before.</summary>
    /// <value>Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RetireAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Array.Exists(Addresses, address => !address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0))
            yield return new ValidationResult("Elasticsearch:Addresses are of the form https://host:9200, without a name or password.", [nameof(Addresses)]);
        if (ApiKey is not null && (Username ?? Password) is not null)
            yield return new ValidationResult("Elasticsearch:ApiKey excludes Elasticsearch:Username and Elasticsearch:Password.", [nameof(ApiKey)]);
        if (Username is null != Password is null)
            yield return new ValidationResult("Elasticsearch:Username and Elasticsearch:Password belong together.", [nameof(Username)]);
        if (CertificateAuthorityFile is { } file && !File.Exists(file))
            yield return new ValidationResult($"Elasticsearch:CertificateAuthorityFile names {file}, which is not there.", [nameof(CertificateAuthorityFile)]);
    }
}
