using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Uploads;

/// <summary>Answers one request of the tus protocol each.</summary>
internal sealed class TusServer(IUploadStore uploads, UploadRequests requests, IOptions<UploadOptions> options, TimeProvider clock)
{
    private DateTimeOffset Expiry => clock.GetUtcNow() + options.Value.ExpireAfter;

    public static Task RefuseAsync(HttpContext context, int status, string sentence) => TypedResults.Problem(sentence, statusCode: status).ExecuteAsync(context);

    /// <summary>Refuses a request of another version of the protocol, or of none.</summary>
    public static async Task<bool> SpeaksOurVersionAsync(HttpContext context)
    {
        var version = context.Request.Headers[TusHeaders.TusResumable].ToString();
        if (version == TusHeaders.Version)
            return true;
        context.Response.Headers[TusHeaders.TusVersion] = TusHeaders.Version;
        await RefuseAsync(
            context,
            version.Length == 0 && HttpMethods.IsPost(context.Request.Method) ? StatusCodes.Status415UnsupportedMediaType : StatusCodes.Status412PreconditionFailed,
            $"This address takes JSON (Content-Type: application/json), or uploads of the tus protocol (Tus-Resumable: {TusHeaders.Version}).");
        return false;
    }

    /// <summary>OPTIONS: what this server can.</summary>
    public void Describe(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers[TusHeaders.TusVersion] = TusHeaders.Version;
        response.Headers[TusHeaders.TusExtension] = TusHeaders.Extensions;
        response.Headers[TusHeaders.TusMaxSize] = Number(options.Value.LargestBytes);
    }

    /// <summary>POST: begins an upload.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        if (!TryReadNumber(context.Request, TusHeaders.UploadLength, out var length))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "Upload-Length is missing or not a number of bytes.");
            return;
        }

        if (length > options.Value.LargestBytes)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"The file has {length} bytes, and at most {options.Value.LargestBytes} are taken.");
            return;
        }

        var header = context.Request.Headers[TusHeaders.UploadMetadata].ToString();
        if (UploadMetadata.TryRead(header, out var metadata) is { } fault)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, fault);
            return;
        }

        if ((await uploads.ListAsync(cancellationToken)).Count(other => !other.IsFinished) >= options.Value.UnfinishedMost)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, $"There are {options.Value.UnfinishedMost} unfinished uploads already: finish or remove some, and try again.");
            return;
        }

        var upload = new Upload { Id = Guid.NewGuid(), LengthBytes = length, Name = VideoFileName.Of(metadata!.FileName), Metadata = header, ExpiresAt = Expiry };
        if (!await HasRoomAsync(context, () => uploads.CreateAsync(upload, cancellationToken)))
            return;
        if (upload.IsFinished)
            await requests.AskAsync(upload, cancellationToken);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = $"{context.Request.PathBase}/api/uploads/{upload.Id:D}";
        ShowExpiry(context.Response, upload.ExpiresAt);
    }

    /// <summary>HEAD: how far an upload has come.</summary>
    public async Task ShowAsync(HttpContext context, Guid id)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await FindAsync(context, id) is not { } upload)
            return;
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.Headers[TusHeaders.UploadOffset] = Number(upload.OffsetBytes);
        context.Response.Headers[TusHeaders.UploadLength] = Number(upload.LengthBytes);
        if (upload.Metadata.Length > 0)
            context.Response.Headers[TusHeaders.UploadMetadata] = upload.Metadata;
        ShowExpiry(context.Response, upload.ExpiresAt);
    }

    /// <summary>PATCH: adds a piece; the last one asks for the video to be taken in.</summary>
    public async Task AppendAsync(HttpContext context, Guid id)
    {
        var request = context.Request;
        if (!string.Equals(request.ContentType, TusHeaders.PieceType, StringComparison.OrdinalIgnoreCase))
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, $"A piece is sent with Content-Type: {TusHeaders.PieceType}.");
            return;
        }

        if (!TryReadNumber(request, TusHeaders.UploadOffset, out var offset))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "Upload-Offset is missing or not a number of bytes.");
            return;
        }

        if (await FindAsync(context, id) is not { } before)
            return;
        var outcome = offset + request.ContentLength > before.LengthBytes && offset == before.OffsetBytes ? UploadOutcome.TooLong : UploadOutcome.Done;
        if (outcome == UploadOutcome.Done)
        {
            LiftBodyLimit(context);
            if (!await HasRoomAsync(context, async () => outcome = await uploads.AppendAsync(id, offset, request.Body, Expiry, context.RequestAborted)))
                return;
        }

        if (outcome != UploadOutcome.Done)
            await RefuseAsync(context, outcome);
        else if (await FindAsync(context, id) is { } after)
            await AnswerAsync(context, before, after);
    }

    /// <summary>DELETE: removes an upload.</summary>
    public async Task RemoveAsync(HttpContext context, Guid id)
    {
        var outcome = await uploads.DeleteAsync(id, context.RequestAborted);
        if (outcome == UploadOutcome.Done)
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            await RefuseAsync(context, outcome);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool TryReadNumber(HttpRequest request, string header, out long number) =>
        long.TryParse(request.Headers[header].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static void ShowExpiry(HttpResponse response, DateTimeOffset expiry) =>
        response.Headers[TusHeaders.UploadExpires] = expiry.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    // The length was checked against the upload's; the server's own limit is for other requests.
    private static void LiftBodyLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
    }

    private static async Task<bool> HasRoomAsync(HttpContext context, Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (UserErrorException failure) when (failure is not StoreUnavailableException { IsFull: false })
        {
            await RefuseAsync(context, StatusCodes.Status507InsufficientStorage, failure.Message);
            return false;
        }
    }

    private static Task RefuseAsync(HttpContext context, UploadOutcome outcome) => outcome switch
    {
        UploadOutcome.Busy => RefuseAsync(context, StatusCodes.Status423Locked, "Another request is changing this upload: try again in a moment."),
        UploadOutcome.WrongOffset => RefuseAsync(context, StatusCodes.Status409Conflict, "The upload does not stand at this offset: ask with HEAD where it stands."),
        UploadOutcome.TooLong => RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "The piece reaches beyond the announced length of the upload."),
        _ => RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such upload: it was removed, or has expired."),
    };

    private async Task AnswerAsync(HttpContext context, Upload before, Upload after)
    {
        if (after.IsFinished && !before.IsFinished)
            await requests.AskAsync(after, CancellationToken.None);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers[TusHeaders.UploadOffset] = Number(after.OffsetBytes);
        ShowExpiry(context.Response, after.ExpiresAt);
    }

    private async Task<Upload?> FindAsync(HttpContext context, Guid id)
    {
        if (await uploads.FindAsync(id, context.RequestAborted) is { } upload && upload.ExpiresAt > clock.GetUtcNow())
            return upload;
        await RefuseAsync(context, UploadOutcome.Unknown);
        return null;
    }
}
