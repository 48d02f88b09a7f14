using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MoTE.Indexing.Soak.Clips;

namespace MoTE.Indexing.Soak.Load;

/// <summary>Uploads by the tus protocol to the REST interface, as the page does: an upload that broke off goes on where it stands.</summary>
internal sealed class UploadWay(Uri search) : IWayIn, IDisposable
{
    private const int PiecesPerFile = 2;
    private readonly HttpClient _http = new() { BaseAddress = search, Timeout = TimeSpan.FromSeconds(30) };
    private readonly Dictionary<string, Uri> _begun = [];

    public string Name => "upload";

    public async Task HandInAsync(LoadFile file, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(file.Path, cancellationToken);
        if (!_begun.TryGetValue(file.Path, out var upload))
            _begun[file.Path] = upload = await BeginAsync(file, bytes.Length, cancellationToken);
        if (await OffsetAsync(upload, cancellationToken) is not { } offset)
        {
            _ = _begun.Remove(file.Path);
            throw new HttpRequestException($"The upload of {file.Path} is not there any more.");
        }

        var piece = (bytes.Length / PiecesPerFile) + 1;
        while (offset < bytes.Length)
        {
            var end = Math.Min(bytes.Length, offset + piece);
            await SendAsync(upload, offset, bytes[offset..end], cancellationToken);
            offset = end;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Uri> BeginAsync(LoadFile file, int length, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, new Uri("/api/videos", UriKind.Relative));
        request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", $"filename {Convert.ToBase64String(Encoding.UTF8.GetBytes(Path.GetFileName(file.Path)))}");
        using var answer = (await _http.SendAsync(request, cancellationToken)).EnsureSuccessStatusCode();
        return answer.Headers.Location ?? throw new HttpRequestException("The answer names no upload.");
    }

    private async Task<int?> OffsetAsync(Uri upload, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Head, upload);
        using var answer = await _http.SendAsync(request, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        return int.Parse(answer.EnsureSuccessStatusCode().Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
    }

    private async Task SendAsync(Uri upload, int offset, byte[] piece, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Patch, upload);
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        request.Content = new ByteArrayContent(piece) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };
        using var answer = await _http.SendAsync(request, cancellationToken);
        _ = answer.EnsureSuccessStatusCode();
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        return request;
    }
}
