using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Downloads one published file: resumes, hashes while receiving, and gives the file its name only when it is whole and verified.</summary>
/// <remarks>
/// What has arrived waits in <c>FILE.part</c> and survives a broken connection, a cancelled command and a crash; the next run hashes it and asks for
/// the rest (<c>Range</c> with <c>If-Range</c>). A server that sends everything again, or something else, restarts it cleanly. Broken connections,
/// stalls, 408, 429 and 5xx are tried again within <see cref="DownloadLimits"/>; anything else is the caller's to act on.
/// </remarks>
public sealed class ModelDownloader
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly DownloadLimits _limits;
    private readonly ILogger<ModelDownloader> _log;

    /// <summary>Prepares downloads.</summary>
    /// <param name="http">Sends the requests; its own timeout should be off, since <see cref="DownloadLimits.StallAfter"/> watches the line. Not disposed here.</param>
    /// <param name="log">Told of every failed attempt.</param>
    /// <param name="limits">Bounds; null for the defaults.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public ModelDownloader(HttpClient http, ILogger<ModelDownloader> log, DownloadLimits? limits = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(log);
        _http = http;
        _log = log;
        _limits = limits ?? new DownloadLimits();
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Downloads a file, or verifies the one that is already there.</summary>
    /// <param name="file">What to fetch.</param>
    /// <param name="destination">Path of the finished file; its folder is made.</param>
    /// <param name="trust">Accept whatever arrives where the file has no known hash.</param>
    /// <param name="progress">Told about ten times a second.</param>
    /// <param name="cancellationToken">Stops; the part stays for the next run.</param>
    /// <returns>SHA-256 of the finished file, 64 lower-case hexadecimal digits.</returns>
    /// <exception cref="UserErrorException">
    /// No hash is known and <paramref name="trust"/> is off; the server refuses; the content is too large, has the wrong hash (then the part is deleted),
    /// or the line broke too often (then it is kept).
    /// </exception>
    public async Task<string> DownloadAsync(
        PublishedFile file, string destination, bool trust, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Sha256 is null && !trust)
        {
            throw new UserErrorException(
                $"Nobody states the SHA-256 of {file.Name} ({file.Url}): give it with --sha256 HEX, or accept whatever arrives with --trust.");
        }

        if (await VerifyExistingAsync(file, destination, cancellationToken).ConfigureAwait(false) is { } known)
        {
            progress?.Report(new DownloadProgress(file.Name, DownloadStage.Done, new FileInfo(destination).Length, new FileInfo(destination).Length));
            return known;
        }

        var report = new ThrottledReport(file.Name, progress, _time);
        var part = await PartialDownload.OpenAsync(
            destination + ".part", file.Url, file.Sha256 is not null, (done, total) => report.At(DownloadStage.Checking, done, total), cancellationToken).ConfigureAwait(false);
        await using (part.ConfigureAwait(false))
        {
            await ReceiveAllAsync(file, part, report, cancellationToken).ConfigureAwait(false);
            var actual = part.Sha256();
            if (file.Sha256 is { } expected && actual != expected)
            {
                await part.DiscardAsync().ConfigureAwait(false);
                throw new UserErrorException(
                    $"{file.Name} from {file.Url} is not the expected file: its SHA-256 is {actual}, not {expected}. It was deleted; run the command again to download it afresh.");
            }

            var length = part.Length;
            await part.FinishAsync(destination).ConfigureAwait(false);
            report.Now(DownloadStage.Done, length, length, null);
            return actual;
        }
    }

    private static async Task<string?> VerifyExistingAsync(PublishedFile file, string destination, CancellationToken cancellationToken)
    {
        if (!File.Exists(destination))
            return null;
        var stream = File.OpenRead(destination);
        await using (stream.ConfigureAwait(false))
        {
            var actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
            return file.Sha256 is null || file.Sha256 == actual ? actual : null;
        }
    }

    private async Task ReceiveAllAsync(PublishedFile file, PartialDownload part, ThrottledReport report, CancellationToken cancellationToken)
    {
        var idle = 0;
        for (var attempt = 1; ; attempt++)
        {
            var before = part.Length;
            try
            {
                if (await ReceiveAsync(file, part, report, cancellationToken).ConfigureAwait(false))
                    return;
                idle++;   // The part did not fit what the server has now: begun again at once.
                if (idle < _limits.AttemptsWithoutProgress && attempt < _limits.Attempts)
                    continue;
                throw new UserErrorException($"{file.Url} keeps changing while {file.Name} is downloaded.");
            }
            catch (BrokenTransferException broken)
            {
                idle = part.Length > before ? 1 : idle + 1;
                ModelDownloaderLog.AttemptFailed(_log, file.Name, attempt, part.Length, broken.Message);
                if (idle >= _limits.AttemptsWithoutProgress || attempt >= _limits.Attempts)
                {
                    throw new UserErrorException(
                        $"Downloading {file.Name} from {file.Url} failed after {attempt} attempts: {broken.Message}"
                        + (part.Length > 0 ? $" The {part.Length} bytes that arrived are kept; run the command again to go on." : ""),
                        broken);
                }

                report.Now(DownloadStage.Waiting, part.Length, null, broken.Message);
                await Task.Delay(Wait(idle, broken.RetryAfter), _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private TimeSpan Wait(int idle, TimeSpan? asked)
    {
        var own = _limits.FirstWait * Math.Pow(2, Math.Min(idle - 1, 20));
        var wait = asked > own ? asked.Value : own;
        return wait < _limits.LongestWait ? wait : _limits.LongestWait;
    }

    /// <returns>True when the content is complete; false when the part had to be dropped and the next attempt begins from nothing.</returns>
    private async Task<bool> ReceiveAsync(PublishedFile file, PartialDownload part, ThrottledReport report, CancellationToken cancellationToken)
    {
        using var stall = new CancellationTokenSource(_limits.StallAfter, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, file.Url);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (part.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(part.Length, null);
            request.Headers.IfRange = part.Validator;
        }

        using var response = await OverTheLineAsync(
            () => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token), file, cancellationToken).ConfigureAwait(false);
        var range = response.Content.Headers.ContentRange;
        long? total;
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                part.Restart();
                total = response.Content.Headers.ContentLength;
                break;
            case HttpStatusCode.PartialContent when range?.From == part.Length && IsSameContent(part, response):
                total = range.Length;
                break;
            case HttpStatusCode.RequestedRangeNotSatisfiable when part.Length > 0 && range?.Length == part.Length:
                return true;   // An earlier run had received everything and died before it could verify.
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable when part.Length > 0:
                part.Restart();
                return false;
            default:
                throw Refusal(file, response, _time);
        }

        RequireSize(file, total, part.Length);
        if (total - part.Length > part.FreeBytes)
            throw new UserErrorException($"{file.Name} needs {total - part.Length} more bytes, but the disk has only {part.FreeBytes} left.");
        part.Note(response.Headers.ETag, response.Content.Headers.LastModified);
        await CopyAsync(file, response, part, total, report, stall, either.Token, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task CopyAsync(
        PublishedFile file,
        HttpResponseMessage response,
        PartialDownload part,
        long? total,
        ThrottledReport report,
        CancellationTokenSource stall,
        CancellationToken either,
        CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 17];
        var body = await OverTheLineAsync(() => response.Content.ReadAsStreamAsync(either), file, cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            while (true)
            {
                stall.CancelAfter(_limits.StallAfter);
                var count = await OverTheLineAsync(() => body.ReadAsync(buffer, either).AsTask(), file, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    break;
                await part.AppendAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                if (part.Length > (total ?? file.SizeBytes ?? _limits.LargestFileBytes))
                {
                    await part.DiscardAsync().ConfigureAwait(false);
                    throw new UserErrorException($"{file.Url} sent more than {total ?? file.SizeBytes ?? _limits.LargestFileBytes} bytes for {file.Name}; the download was deleted.");
                }

                report.At(DownloadStage.Downloading, part.Length, total);
            }
        }

        if (part.Length < (total ?? file.SizeBytes))
            throw new BrokenTransferException($"The connection ended after {part.Length} of {total ?? file.SizeBytes} bytes.", null, null);
    }

    // Only what happens on the line is tried again; a full disk is not.
    private async Task<T> OverTheLineAsync<T>(Func<Task<T>> step, PublishedFile file, CancellationToken cancellationToken)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (HttpRequestException cause) when (cause.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new UserErrorException($"The server of {file.Url} cannot be trusted: {cause.InnerException?.Message ?? cause.Message}", cause);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            throw new BrokenTransferException($"The connection broke: {cause.Message.TrimEnd('.')}.", null, cause);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokenTransferException($"The server sent nothing for {_limits.StallAfter.TotalSeconds:0.#} seconds.", null, cause);
        }
    }

    private static bool IsSameContent(PartialDownload part, HttpResponseMessage response) =>
        part.Validator?.EntityTag is not { } noted || response.Headers.ETag is not { } current || noted.Equals(current);

    private void RequireSize(PublishedFile file, long? total, long present)
    {
        if (total is null)
            return;
        if (file.SizeBytes is { } expected && total != expected)
            throw new UserErrorException($"{file.Url} has {total} bytes, but {file.Name} has {expected}: the address now leads elsewhere.");
        if (total > _limits.LargestFileBytes)
            throw new UserErrorException($"{file.Name} from {file.Url} has {total} bytes; at most {_limits.LargestFileBytes} are downloaded.");
        if (total < present)
            throw new UserErrorException($"{file.Url} says that {file.Name} has {total} bytes, but {present} had arrived already; delete the .part file.");
    }

    private static Exception Refusal(PublishedFile file, HttpResponseMessage response, TimeProvider time)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        if (response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
        {
            var retryAfter = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow();
            return new BrokenTransferException($"The server answered {status}.", retryAfter, null);
        }

        return new UserErrorException($"{file.Name} is not to be had at {file.Url}: the server answered {status}.");
    }

    private sealed class BrokenTransferException(string sentence, TimeSpan? retryAfter, Exception? cause) : Exception(sentence, cause)
    {
        public TimeSpan? RetryAfter => retryAfter;
    }

    private sealed class ThrottledReport(string fileName, IProgress<DownloadProgress>? progress, TimeProvider time)
    {
        private long _last = long.MinValue;

        public void At(DownloadStage stage, long done, long? total)
        {
            if (_last == long.MinValue || time.GetElapsedTime(_last) >= ReportEvery)
                Now(stage, done, total, null);
        }

        public void Now(DownloadStage stage, long done, long? total, string? note)
        {
            _last = time.GetTimestamp();
            progress?.Report(new DownloadProgress(fileName, stage, done, total, note));
        }
    }
}
