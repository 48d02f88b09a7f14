using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Search.Api;

/// <summary><c>/api/embedding</c>: what the model of this deployment has embedded of an archive that other models have embedded before.</summary>
internal static class EmbeddingEndpoints
{
    // The broker confirms each request, so that many are under way at a time.
    private const int RequestsAtOnce = 32;

    public static void Map(IEndpointRouteBuilder api)
    {
        var embedding = api.MapGroup("/embedding").WithTags("Archive");
        _ = embedding.MapGet("", GetAsync).WithName("GetEmbedding");
        _ = embedding.MapPost("", AskAsync).WithName("EmbedArchive");
    }

    /// <summary>How much of the archive the model has embedded.</summary>
    internal static async Task<Ok<EmbeddingAnswer>> GetAsync(IVideoCatalogue catalogue, ModelIdentity model, CancellationToken cancellationToken) =>
        TypedResults.Ok(EmbeddingAnswer.Of(ModelCoverage.Of(await catalogue.ListAsync(cancellationToken), model.Fingerprint), model));

    /// <summary>Embeds with the model what other models have embedded, from the stored videos; what was said of a video stays.</summary>
    /// <remarks>Asking twice is harmless: what is done is passed over. Searches with other models go on.</remarks>
    internal static async Task<Accepted<EmbeddingAnswer>> AskAsync(IVideoCatalogue catalogue, ModelIdentity model, IBus bus, CancellationToken cancellationToken)
    {
        var coverage = ModelCoverage.Of(await catalogue.ListAsync(cancellationToken), model.Fingerprint);
        await Parallel.ForEachAsync(
            coverage.Remaining,
            new ParallelOptions { MaxDegreeOfParallelism = RequestsAtOnce, CancellationToken = cancellationToken },
            async (video, token) => await bus.PublishAsync(new IngestVideo { RequestId = Guid.CreateVersion7(), Source = $"video:{video.Id}" }, token));
        return TypedResults.Accepted((string?)null, EmbeddingAnswer.Of(coverage, model));
    }
}

/// <summary>How much of an archive a model has embedded.</summary>
/// <param name="Model">The model.</param>
/// <param name="Remaining">Videos that it has still to embed.</param>
/// <param name="Searchable">Videos that are searchable under it.</param>
/// <param name="Rejected">Videos that are rejected under it.</param>
public sealed record EmbeddingAnswer(ModelAnswer Model, int Remaining, int Searchable, int Rejected)
{
    /// <summary>What a client is told.</summary>
    internal static EmbeddingAnswer Of(ModelCoverage coverage, ModelIdentity model) =>
        new(new ModelAnswer(model.Name, model.Fingerprint), coverage.Remaining.Count, coverage.Searchable, coverage.Rejected);
}
