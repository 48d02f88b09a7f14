using System.Globalization;

namespace MoTE.Indexing.Servers.Azurite;

/// <summary>The account that every Azurite has; its key is published with it and protects nothing.</summary>
public static class EmulatedAccount
{
    /// <summary>The account's name.</summary>
    public const string Name = "devstoreaccount1";

    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>A connection string for the account at an address.</summary>
    public static string At(string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={Key};BlobEndpoint=http://{host}:{port}/{Name};");
}
