using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Search.Playback;

/// <summary>Sends the bytes of a stored video, whole or in ranges.</summary>
internal static class StoredFile
{
    /// <summary>The identity is the hash of the bytes, so it serves as ETag, and what it names never changes.</summary>
    public static async Task<FileStreamHttpResult> SendAsync(
        IVideoStore store, StoredVideo stored, string mediaType, HttpResponse response, CancellationToken cancellationToken)
    {
        var bytes = await store.OpenReadAsync(stored.Id, cancellationToken);
        response.Headers.CacheControl = CacheControl.Forever;
        var disposition = new ContentDispositionHeaderValue(mediaType == MediaTypes.Unknown ? "attachment" : "inline");
        disposition.SetHttpFileName(stored.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(bytes, mediaType, entityTag: new EntityTagHeaderValue($"\"{stored.Id}\""), enableRangeProcessing: true);
    }
}
