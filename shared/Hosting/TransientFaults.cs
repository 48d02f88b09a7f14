using System.Data.Common;

namespace MoTE.Indexing.Hosting;

/// <summary>Which failures may be gone a moment later.</summary>
public static class TransientFaults
{
    /// <summary>Whether trying again makes sense: a file in use, a server that does not answer. A file that is not there does not come by waiting.</summary>
    public static bool Includes(Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => false,
        IOException or TimeoutException or HttpRequestException => true,
        DbException database => database.IsTransient,
        _ => false,
    };
}
