using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace MoTE.Indexing.AzureStorage.Tests;

/// <summary>An answer of a store, except for what it says of a copy.</summary>
/// <param name="answer">The rest.</param>
/// <param name="status">What it says.</param>
internal sealed class CopyAnswer(Response answer, string status) : Response
{
    /// <summary>The header that says how far a copy is.</summary>
    public const string StatusHeader = "x-ms-copy-status";

    public override int Status => answer.Status;

    public override string ReasonPhrase => answer.ReasonPhrase;

    public override Stream? ContentStream
    {
        get => answer.ContentStream;
        set => answer.ContentStream = value;
    }

    public override string ClientRequestId
    {
        get => answer.ClientRequestId;
        set => answer.ClientRequestId = value;
    }

    public override void Dispose() => answer.Dispose();

    protected override bool ContainsHeader(string name) => answer.Headers.Contains(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => answer.Headers.Select(header => IsStatus(header.Name) ? new HttpHeader(header.Name, status) : header);

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        var isThere = answer.Headers.TryGetValue(name, out value);
        value = isThere && IsStatus(name) ? status : value;
        return isThere;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        var isThere = answer.Headers.TryGetValues(name, out values);
        values = isThere && IsStatus(name) ? [status] : values;
        return isThere;
    }

    private static bool IsStatus(string name) => name.Equals(StatusHeader, StringComparison.OrdinalIgnoreCase);
}
