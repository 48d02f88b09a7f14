using System.Globalization;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Names of indices and aliases.</summary>
/// <param name="prefix">What they begin with.</param>
internal sealed class IndexNames(string prefix)
{
    private const int FingerprintDigits = 16;

    /// <summary>Every index of the program.</summary>
    public string Everything => $"{prefix}-*";

    /// <summary>Alias of the catalogue.</summary>
    public string Catalogue => $"{prefix}-catalogue";

    /// <summary>The index behind <see cref="Catalogue"/>.</summary>
    public string CatalogueIndex => $"{prefix}-catalogue-000001";

    /// <summary>Alias of what is known of the rebuild.</summary>
    public string Rebuild => $"{prefix}-rebuild";

    /// <summary>The index behind <see cref="Rebuild"/>.</summary>
    public string RebuildIndex => $"{prefix}-rebuild-000001";

    /// <summary>Alias of the current segments of every model, for people who look at all of them.</summary>
    public string Segments => $"{prefix}-segments";

    /// <summary>Every index of segments, those that are being filled too.</summary>
    public string EverySegmentIndex => $"{prefix}-segments-*";

    /// <summary>Alias that queries of a model read.</summary>
    public string Read(string modelFingerprint) => $"{Segments}-{Short(modelFingerprint)}";

    /// <summary>Every index of a model.</summary>
    public string EveryIndex(string modelFingerprint) => $"{Read(modelFingerprint)}-0*";

    /// <summary>An index of a model.</summary>
    /// <param name="modelFingerprint">The model.</param>
    /// <param name="number">From 1, one more with each rebuild.</param>
    public string Index(string modelFingerprint, int number) => string.Create(CultureInfo.InvariantCulture, $"{Read(modelFingerprint)}-{number:000000}");

    /// <summary>Alias that an index is written through: a write never makes an index anew that was dropped.</summary>
    public static string Write(string index) => $"{index}-write";

    /// <summary>The number of an index in its name.</summary>
    public static int NumberOf(string index) => int.Parse(index.AsSpan(index.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    private static string Short(string fingerprint)
    {
        if (fingerprint.Length < FingerprintDigits || !fingerprint.All(char.IsAsciiHexDigitLower))
            throw new ArgumentException($"A fingerprint is at least {FingerprintDigits} lower-case hexadecimal digits, but this is '{fingerprint}'.", nameof(fingerprint));
        return fingerprint[..FingerprintDigits];
    }
}
