using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace MoTE.Indexing.AzureStorage;

/// <summary>Makes clients of an account.</summary>
internal static class BlobAccount
{
    /// <summary>Whether a text is a connection string that names a blob service; what is wrong with it is not told, because it holds a key.</summary>
    public static bool IsConnectionString(string text)
    {
        try
        {
            _ = new BlobServiceClient(text);
            return true;
        }
        catch (Exception invalid) when (invalid is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A client for the container that the options name; nothing is sent yet.</summary>
    public static BlobContainerClient Container(AzureStorageOptions options)
    {
        var bounds = new BlobClientOptions { Retry = { Mode = RetryMode.Exponential, MaxRetries = options.RetriesMost, NetworkTimeout = options.AttemptTimeout } };
        var service = options.ServiceUri is { } address
            ? new BlobServiceClient(address, new DefaultAzureCredential(), bounds)
            : new BlobServiceClient(options.ConnectionString, bounds);
        return service.GetBlobContainerClient(options.Container);
    }
}
