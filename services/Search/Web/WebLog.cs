using Microsoft.Extensions.Logging;

namespace MoTE.Indexing.Search.Web;

/// <summary>What the REST service logs.</summary>
internal static partial class WebLog
{
    [LoggerMessage(4000, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void Failed(ILogger logger, Exception exception, string method, string path);
}
