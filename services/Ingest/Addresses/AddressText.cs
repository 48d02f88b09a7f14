namespace MoTE.Indexing.Ingest.Addresses;

/// <summary>How an address is shown in sentences and logs: without what may be secret.</summary>
internal static class AddressText
{
    /// <summary>Scheme, host, port and path; neither user name and password nor query, where signatures stand.</summary>
    public static string Of(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
