using System.Globalization;
using System.Net;
using MoTE.Indexing.Servers;

namespace MoTE.Indexing.Soak.Faults;

/// <summary>A server behind a proxy answers that it is overloaded.</summary>
/// <param name="server">Its name.</param>
/// <param name="proxy">Between it and those who ask.</param>
/// <param name="status">The answer.</param>
/// <param name="share">Of the requests that are answered so, from 0 to 1.</param>
/// <param name="length">For how long.</param>
internal sealed class Refusals(string server, RefusingProxy proxy, HttpStatusCode status, double share, TimeSpan length) : IFault
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{server} answers {(int)status} to {share:0 %} of requests for {length.TotalSeconds:0} s");

    public async Task StrikeAsync(CancellationToken cancellationToken)
    {
        proxy.Refuse(status, share);
        try
        {
            await Task.Delay(length, cancellationToken);
        }
        finally
        {
            proxy.Pass();
        }
    }
}
