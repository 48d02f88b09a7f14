using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Api;

/// <summary>Sends pictures out of the artifacts.</summary>
/// <param name="artifacts">Where they are.</param>
/// <param name="model">The model that cut the videos.</param>
internal sealed class PictureReader(IArtifactStore artifacts, ModelIdentity model)
{
    public const string Jpeg = "image/jpeg";

    /// <param name="id">The video's identity, as the client wrote it.</param>
    /// <param name="nameOf">The artifact's name under a model's fingerprint.</param>
    /// <param name="version">What the address says of the model; null when it says nothing.</param>
    /// <param name="response">Gets the headers.</param>
    /// <param name="cancellationToken">The client went away.</param>
    public async Task<Results<FileContentHttpResult, ProblemHttpResult>> ReadAsync(
        string id, Func<string, string> nameOf, string? version, HttpResponse response, CancellationToken cancellationToken)
    {
        var stream = VideoId.TryParse(id, out var video) ? await artifacts.OpenAsync(video, nameOf(model.Fingerprint), cancellationToken) : null;
        if (stream is null)
            return Problems.Missing("There is no such picture here.");

        await using var owned = stream;
        using var picture = new MemoryStream();
        await stream.CopyToAsync(picture, cancellationToken);
        var bytes = picture.ToArray();
        response.Headers.CacheControl = version == Links.Version(model.Fingerprint) ? CacheControl.Forever : CacheControl.Revalidate;
        return TypedResults.Bytes(bytes, Jpeg, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\""));
    }
}
