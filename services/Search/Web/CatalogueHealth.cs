using Microsoft.Extensions.Diagnostics.HealthChecks;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Web;

/// <summary>Healthy when the catalogue answers.</summary>
internal sealed class CatalogueHealth(IVideoCatalogue catalogue, ModelIdentity model) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        _ = await catalogue.CountAsync(model.Fingerprint, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
