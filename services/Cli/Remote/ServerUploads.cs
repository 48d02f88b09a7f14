using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Cli.Indexing;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>Uploads files by the tus protocol 1.0 in pieces; after a broken connection an upload goes on where the server has it.</summary>
internal sealed class ServerUploads(MoteServer server, ServerPatience patience, IOptions<ServerOptions> options)
{
    private const string Version = "1.0.0";
    private const string PieceType = "application/offset+octet-stream";
    private const int FailuresMost = 5;

    /// <summary>Uploads a file.</summary>
    /// <param name="file">Its bytes, from the start.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="request">What is said of it.</param>
    /// <param name="begun">Told the number of the request before the first byte is sent.</param>
    /// <param name="sent">Told how many bytes the server has, again and again.</param>
    /// <param name="cancellationToken">Breaks off; the server forgets the upload after a while.</param>
    /// <exception cref="ServerGoneException">The server was away for too long.</exception>
    public async Task SendAsync(Stream file, string name, IndexRequest request, Action<Guid> begun, Action<long> sent, CancellationToken cancellationToken)
    {
        var id = await patience.WaitAsync(() => CreateAsync(file.Length, name, request, cancellationToken), cancellationToken);
        begun(id);
        var buffer = new byte[Math.Min(options.Value.PieceBytes, file.Length)];
        var (offset, failures) = (0L, 0);
        while (offset < file.Length)
        {
            var before = offset;
            try
            {
                offset = await SendPieceAsync(id, file, offset, buffer, cancellationToken);
            }
            catch (UserErrorException failure) when (MayGoOn(failure) && failures < FailuresMost)
            {
                offset = await patience.WaitAsync(() => OffsetAsync(id, cancellationToken), cancellationToken);
            }

            failures = offset > before ? 0 : failures + 1;
            sent(offset);
        }
    }

    // A refusal in the middle of a file may mean that the server has more of it than it could say.
    private static bool MayGoOn(UserErrorException failure) => failure is ServerGoneException or ServerRefusalException { IsAboutTheRequest: true };

    private static HttpRequestMessage Message(HttpMethod method, string path)
    {
        var message = new HttpRequestMessage(method, path);
        message.Headers.Add("Tus-Resumable", Version);
        return message;
    }

    private static string Metadata(string name, IndexRequest request)
    {
        var pairs = new List<(string Key, string? Value)>
        {
            ("filename", name),
            ("title", request.Title),
            ("collection", request.Collection),
            ("tags", request.Tags is null ? null : string.Join('\n', request.Tags.Select(tag => $"{tag.Key}={tag.Value}"))),
        };
        return string.Join(',', pairs.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value!))}"));
    }

    private async Task<Guid> CreateAsync(long length, string name, IndexRequest request, CancellationToken cancellationToken)
    {
        using var message = Message(HttpMethod.Post, "api/videos");
        message.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        message.Headers.Add("Upload-Metadata", Metadata(name, request));
        using var response = await server.SendAsync(message, mayBeMissing: false, cancellationToken);
        return Guid.TryParse(response.Headers.Location?.OriginalString.Split('/')[^1], out var id) ? id : throw ServerFailure.Foreign(server.Address);
    }

    private async Task<long> SendPieceAsync(Guid id, Stream file, long offset, byte[] buffer, CancellationToken cancellationToken)
    {
        file.Position = offset;
        var count = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        using var message = Message(HttpMethod.Patch, $"api/uploads/{id:D}");
        message.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        message.Content = new ByteArrayContent(buffer, 0, count) { Headers = { ContentType = new MediaTypeHeaderValue(PieceType) } };
        using var response = await server.SendAsync(message, mayBeMissing: false, cancellationToken);
        return Offset(response);
    }

    private async Task<long> OffsetAsync(Guid id, CancellationToken cancellationToken)
    {
        using var message = Message(HttpMethod.Head, $"api/uploads/{id:D}");
        using var response = await server.SendAsync(message, mayBeMissing: false, cancellationToken);
        return Offset(response);
    }

    private long Offset(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Upload-Offset", out var values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : throw ServerFailure.Foreign(server.Address);
}
