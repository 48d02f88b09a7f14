using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Search.Tests.Uploads;

public sealed class UploadEndpointsTests : IAsyncLifetime
{
    private const string PieceType = "application/offset+octet-stream";
    private readonly TemporaryFolder _data = new();
    private UploadSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await UploadSite.StartAsync(_data.Path);

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _data.Dispose();
    }

    [Theory]
    [InlineData("/api/videos")]
    [InlineData("/api/uploads")]
    [InlineData("/api/uploads/0198c0de-0000-7000-8000-000000000000")]
    public async Task Options_AnyAddress_DescribesTheServer(string address)
    {
        using var answer = await SendAsync(HttpMethod.Options, address, resumable: null);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("1.0.0", Header(answer, "Tus-Resumable"));
        Assert.Equal("1.0.0", Header(answer, "Tus-Version"));
        Assert.Equal("creation,termination,expiration", Header(answer, "Tus-Extension"));
        Assert.Equal("34359738368", Header(answer, "Tus-Max-Size"));
    }

    [Fact]
    public async Task Post_Creation_BeginsAnUpload()
    {
        using var answer = await CreateAsync(100, "filename Y2xpcC5tcDQ=,note");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("1.0.0", Header(answer, "Tus-Resumable"));
        Assert.Equal("Sat, 03 Jan 2026 03:04:05 GMT", Header(answer, "Upload-Expires"));
        var location = answer.Headers.Location!.OriginalString;
        Assert.Matches("^/api/uploads/[0-9a-f-]{36}$", location);
        using var head = await SendAsync(HttpMethod.Head, location);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal("0", Header(head, "Upload-Offset"));
        Assert.Equal("100", Header(head, "Upload-Length"));
        Assert.Equal("filename Y2xpcC5tcDQ=,note", Header(head, "Upload-Metadata"));
        Assert.Equal("no-store", Header(head, "Cache-Control"));
        Assert.Equal("Sat, 03 Jan 2026 03:04:05 GMT", Header(head, "Upload-Expires"));
        Assert.Equal("clip.mp4", (await _site.Store.FindAsync(IdOf(location), Token))!.Name);
        Assert.Empty(_site.Asked);
    }

    [Fact]
    public async Task Post_Json_GoesToTheOtherEndpoint()
    {
        using var answer = await _site.Client.PostAsJsonAsync("/api/videos", new { url = "http://files.example/clip.mp4" }, Token);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task Patch_Pieces_AreAskedForWhenTheLastHasCome()
    {
        var bytes = Bytes(700_000);
        var location = await BeginAsync(bytes.Length, Metadata(("filename", "été.mp4"), ("title", "Summer 🎬"), ("collection", "news"), ("tags", "place=Oslo\nday=1=2\n")));

        Assert.Equal(300_000, await AppendAsync(location, 0, bytes[..300_000]));
        Assert.Empty(_site.Asked);
        Assert.Equal(700_000, await AppendAsync(location, 300_000, bytes[300_000..]));

        var asked = Assert.Single(_site.Asked);
        Assert.Equal(IdOf(location), asked.RequestId);
        Assert.Equal($"upload:{IdOf(location):D}", asked.Source);
        Assert.Equal("Summer 🎬", asked.Title);
        Assert.Equal("news", asked.Collection);
        Assert.Equal(new Dictionary<string, string> { ["place"] = "Oslo", ["day"] = "1=2" }, asked.Tags);
        Assert.Equal("été.mp4", (await _site.Store.FindAsync(IdOf(location), Token))!.Name);
        Assert.Equal(SHA256.HashData(bytes), await HashAsync(location));
    }

    [Fact]
    public async Task Patch_NoMetadata_LeavesEverythingOpen()
    {
        var location = await BeginAsync(1);
        await AppendAsync(location, 0, Bytes(1));

        var asked = Assert.Single(_site.Asked);
        Assert.True(asked is { Title: null, Collection: null, Tags: null });
    }

    [Fact]
    public async Task Post_EmptyFile_IsAskedForAtOnce()
    {
        var location = await BeginAsync(0);

        Assert.Equal($"upload:{IdOf(location):D}", Assert.Single(_site.Asked).Source);
    }

    [Fact]
    public async Task Patch_BrokenInTheMiddle_GoesOnWhereItStopped()
    {
        var bytes = Bytes(3_000_000);
        var location = await BeginAsync(bytes.Length);
        using var gone = new CancellationTokenSource();
        using var broken = new StreamContent(new HesitantStream(bytes) { FailAt = 1_700_000, BeforeFailure = gone.Cancel });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SendAsync(HttpMethod.Patch, location, broken, "1.0.0", null, gone.Token, ("Upload-Offset", "0")));

        var offset = await SettledOffsetAsync(location);

        Assert.InRange(offset, 0, 1_700_000);
        Assert.Equal(bytes.Length, await AppendAsync(location, offset, bytes[(int)offset..]));
        Assert.Equal(SHA256.HashData(bytes), await HashAsync(location));
        Assert.Single(_site.Asked);
    }

    [Fact]
    public async Task Patch_ConnectionCutOverTheWire_KeepsWhatCameAndTakesLargePieces()
    {
        await using var site = await UploadSite.StartAsync(_data.Path, overTheWire: true);
        var bytes = Bytes(40_000_000);   // More than the server takes in other requests.
        var location = await BeginAsync(bytes.Length, site: site);
        var address = site.Client.BaseAddress!;
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(address.Host, address.Port, Token);
            var request = $"PATCH {location} HTTP/1.1\r\nHost: {address.Authority}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: {PieceType}\r\nContent-Length: {bytes.Length}\r\n\r\n";
            _ = await socket.SendAsync(Encoding.ASCII.GetBytes(request), Token);
            for (var sent = 0; sent < 5_000_000;)
            {
                sent += await socket.SendAsync(bytes.AsMemory(sent, 5_000_000 - sent), Token);
            }

            socket.LingerState = new LingerOption(true, 0);
        }

        var offset = await SettledOffsetAsync(location, site);

        Assert.InRange(offset, 0, 5_000_000);
        Assert.Equal(bytes.Length, await AppendAsync(location, offset, bytes[(int)offset..], site));
        Assert.Equal(SHA256.HashData(bytes), await HashAsync(location));
    }

    [Fact]
    public async Task Patch_AfterARestartOfTheServer_GoesOn()
    {
        var bytes = Bytes(500_000);
        var location = await BeginAsync(bytes.Length, Metadata(("title", "Kept")));
        await AppendAsync(location, 0, bytes[..123_456]);

        await using var later = await UploadSite.StartAsync(_data.Path);

        Assert.Equal(123_456, await OffsetAsync(location, later));
        Assert.Equal(bytes.Length, await AppendAsync(location, 123_456, bytes[123_456..], later));
        Assert.Equal("Kept", Assert.Single(later.Asked).Title);
        Assert.Equal(SHA256.HashData(bytes), await HashAsync(location));
    }

    [Fact]
    public async Task Start_FinishedButNotTakenIn_IsAskedForAgain()
    {
        var location = await BeginAsync(1);
        await AppendAsync(location, 0, Bytes(1));

        await using var later = await UploadSite.StartAsync(_data.Path);

        Assert.True(await later.Bus.Published.Any<IngestVideo>(sent => sent.Context.Message.RequestId == IdOf(location), Token));
    }

    [Fact]
    public async Task VideoReceived_OfAnUpload_FreesItsBytesAndItStaysKnown()
    {
        var location = await BeginAsync(5);
        await AppendAsync(location, 0, Bytes(5));

        await _site.Bus.Bus.Publish(new VideoReceived { RequestId = IdOf(location), VideoId = new string('0', 64), Source = "upload:", WasSearchable = false }, Token);
        Assert.True(await _site.Bus.Consumed.Any<VideoReceived>(Token));

        Assert.True((await _site.Store.FindAsync(IdOf(location), Token))!.IsTaken);
        Assert.Equal(5, await OffsetAsync(location));
        await _site.Keeper.KeepAsync(Token);
        Assert.Single(_site.Asked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(6)]
    public async Task Patch_WrongOffset_Is409(int offset)
    {
        var location = await BeginAsync(10);
        await AppendAsync(location, 0, Bytes(5));

        Assert.Equal(HttpStatusCode.Conflict, await RefusedAsync(HttpMethod.Patch, location, Piece(Bytes(1)), ("Upload-Offset", Text(offset))));

        Assert.Equal(5, await OffsetAsync(location));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("+0")]
    [InlineData("0x0")]
    [InlineData("1.0")]
    [InlineData("99999999999999999999")]
    public async Task Patch_NoOffset_Is400(string? offset)
    {
        var location = await BeginAsync(10);

        Assert.Equal(HttpStatusCode.BadRequest, await RefusedAsync(HttpMethod.Patch, location, Piece(Bytes(1)), ("Upload-Offset", offset)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/octet-stream")]
    [InlineData("application/json")]
    public async Task Patch_OtherContentType_Is415(string? type)
    {
        var location = await BeginAsync(10);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await RefusedAsync(HttpMethod.Patch, location, Piece(Bytes(1), type), ("Upload-Offset", "0")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Patch_BeyondTheLength_Is413AndChangesNothing(bool lengthIsStated)
    {
        var location = await BeginAsync(10);
        await AppendAsync(location, 0, Bytes(5));
        HttpContent piece = lengthIsStated ? Piece(Bytes(6)) : new StreamContent(new HesitantStream(Bytes(6)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await RefusedAsync(HttpMethod.Patch, location, piece, ("Upload-Offset", "5")));

        Assert.Equal(5, await OffsetAsync(location));
        Assert.Empty(_site.Asked);
    }

    [Fact]
    public async Task Patch_TwoAtOnce_OneIs423()
    {
        var location = await BeginAsync(10);
        var pipe = new System.IO.Pipelines.Pipe();
        using var slow = new StreamContent(pipe.Reader.AsStream());
        var first = SendAsync(HttpMethod.Patch, location, slow, ("Upload-Offset", "0"));
        await pipe.Writer.WriteAsync(Bytes(3), Token);
        while (await OffsetAsync(location) < 3)
        {
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.Locked, await RefusedAsync(HttpMethod.Patch, location, Piece(Bytes(1)), ("Upload-Offset", "3")));
        Assert.Equal(HttpStatusCode.Locked, await RefusedAsync(HttpMethod.Delete, location));

        await pipe.Writer.CompleteAsync();
        using var answer = await first;
        Assert.Equal("3", Header(answer, "Upload-Offset"));
        Assert.Equal(10, await AppendAsync(location, 3, Bytes(7)));
    }

    [Fact]
    public async Task Patch_FullDisk_Is507AndGoesOnLater()
    {
        using var disk = new TinyDisk(kibibytes: 1024);
        await using var site = await UploadSite.StartAsync(disk.Path);
        var bytes = Bytes(800_000);
        var location = await BeginAsync(bytes.Length, site: site);
        var filler = Path.Combine(disk.Path, "filler");
        await File.WriteAllBytesAsync(filler, new byte[600_000], Token);

        Assert.Equal(HttpStatusCode.InsufficientStorage, await RefusedAsync(HttpMethod.Patch, location, Piece(bytes), site, ("Upload-Offset", "0")));
        Assert.Equal(HttpStatusCode.InsufficientStorage, await RefusedAsync(HttpMethod.Post, "/api/videos", null, site, ("Upload-Length", "800000")));
        File.Delete(filler);

        var offset = await OffsetAsync(location, site);
        Assert.Equal(bytes.Length, await AppendAsync(location, offset, bytes[(int)offset..], site));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("99999999999999999999")]
    public async Task Post_NoLength_Is400(string? length) =>
        Assert.Equal(HttpStatusCode.BadRequest, await RefusedAsync(HttpMethod.Post, "/api/videos", null, ("Upload-Length", length)));

    [Fact]
    public async Task Post_TooLarge_Is413() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await RefusedAsync(HttpMethod.Post, "/api/videos", null, ("Upload-Length", "34359738369")));

    [Fact]
    public async Task Post_ManyUnfinished_Is503UntilOneIsGone()
    {
        await using var site = await UploadSite.StartAsync(_data.Path, options => options.UnfinishedMost = 2);
        var location = await BeginAsync(1, site: site);
        await BeginAsync(1, site: site);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await RefusedAsync(HttpMethod.Post, "/api/videos", null, site, ("Upload-Length", "1")));

        await AppendAsync(location, 0, Bytes(1), site);
        await BeginAsync(1, site: site);
    }

    [Theory]
    [InlineData("filename")]
    [InlineData("filename ,title ")]
    [InlineData("filename Y2xpcC5tcDQ= , title Y2xpcA==")]
    [InlineData("relativePath bnVsbA==")]
    [InlineData("tags")]
    public async Task Post_ValidMetadata_IsTaken(string metadata)
    {
        using var answer = await CreateAsync(1, metadata);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Theory]
    [InlineData("filename !!!")]
    [InlineData("filename Y2xpcC5tcDQ=,filename Y2xpcC5tcDQ=")]
    [InlineData(",")]
    [InlineData("filename Y2xpcC5tcDQ=,")]
    [InlineData("filename /w==")]
    [InlineData("filename Y2xpcC5tcDQ= Y2xpcC5tcDQ=")]
    [InlineData("tags bm8tdmFsdWU=")]
    public async Task Post_InvalidMetadata_Is400(string metadata) =>
        Assert.Equal(HttpStatusCode.BadRequest, await RefusedAsync(HttpMethod.Post, "/api/videos", null, ("Upload-Length", "1"), ("Upload-Metadata", metadata)));

    [Theory]
    [InlineData("title", 301)]
    [InlineData("collection", 101)]
    [InlineData("filename", 7000)]
    public async Task Post_OverlongMetadata_Is400(string key, int length) => Assert.Equal(
        HttpStatusCode.BadRequest,
        await RefusedAsync(HttpMethod.Post, "/api/videos", null, ("Upload-Length", "1"), ("Upload-Metadata", Metadata((key, new string('x', length))))));

    [Fact]
    public async Task Delete_Upload_LeavesNothing()
    {
        var location = await BeginAsync(10);
        await AppendAsync(location, 0, Bytes(5));

        using var answer = await SendAsync(HttpMethod.Delete, location);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await RefusedAsync(HttpMethod.Head, location));
        Assert.Equal(HttpStatusCode.NotFound, await RefusedAsync(HttpMethod.Delete, location));
        Assert.Equal(HttpStatusCode.NotFound, await RefusedAsync(HttpMethod.Patch, location, Piece(Bytes(5)), ("Upload-Offset", "5")));
        Assert.Empty(await _site.Store.ListAsync(Token));
    }

    [Theory]
    [InlineData("0.2.2")]
    [InlineData("2.0.0")]
    [InlineData("1.0.0, 1.0.0")]
    public async Task AnyRequest_OtherVersion_Is412AndNamesOurs(string version)
    {
        var location = await BeginAsync(10);

        foreach (var (method, address) in new[] { (HttpMethod.Post, "/api/videos"), (HttpMethod.Head, location), (HttpMethod.Patch, location), (HttpMethod.Delete, location) })
        {
            using var answer = await SendAsync(method, address, resumable: version);
            Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
            Assert.Equal("1.0.0", Header(answer, "Tus-Version"));
        }

        Assert.NotNull(await _site.Store.FindAsync(IdOf(location), Token));
    }

    [Fact]
    public async Task Post_NeitherJsonNorTus_SaysWhatIsTaken()
    {
        using var answer = await SendAsync(HttpMethod.Post, "/api/videos", resumable: null);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("This address takes JSON", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_MethodOverride_IsThatMethod()
    {
        var location = await BeginAsync(10);

        using var patch = await SendAsync(HttpMethod.Post, location, Piece(Bytes(4)), ("Upload-Offset", "0"), ("X-HTTP-Method-Override", "PATCH"));
        Assert.Equal("4", Header(patch, "Upload-Offset"));
        using var delete = await SendAsync(HttpMethod.Post, location, null, ("X-HTTP-Method-Override", "DELETE"));
        Assert.Equal(HttpStatusCode.NoContent, delete.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await RefusedAsync(HttpMethod.Post, location));
    }

    [Fact]
    public async Task Expiry_IsPutOffByPiecesAndThenFinal()
    {
        var location = await BeginAsync(10);
        _site.Clock.Advance(TimeSpan.FromHours(20));
        await AppendAsync(location, 0, Bytes(5));
        _site.Clock.Advance(TimeSpan.FromHours(20));
        await _site.Keeper.KeepAsync(Token);
        Assert.Equal(5, await OffsetAsync(location));

        _site.Clock.Advance(TimeSpan.FromHours(4));

        Assert.Equal(HttpStatusCode.NotFound, await RefusedAsync(HttpMethod.Head, location));
        Assert.Equal(HttpStatusCode.NotFound, await RefusedAsync(HttpMethod.Patch, location, Piece(Bytes(5)), ("Upload-Offset", "5")));
        await ForgottenAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_data.Path, "uploads")));
    }

    [Fact]
    public async Task Expiry_FinishedAndNotTakenIn_IsAskedForUntilItIs()
    {
        var location = await BeginAsync(10);
        await AppendAsync(location, 0, Bytes(10));
        _site.Clock.Advance(TimeSpan.FromDays(30));
        var asked = _site.Asked.Count;

        await _site.Keeper.KeepAsync(Token);

        Assert.True(_site.Asked.Count > asked);
        Assert.All(_site.Asked, request => Assert.Equal(IdOf(location), request.RequestId));
        await _site.Store.MarkTakenAsync(IdOf(location), Token);
        await ForgottenAsync();
    }

    [Theory]
    [InlineData("/api/uploads/0198c0de-0000-7000-8000-000000000000")]
    [InlineData("/api/uploads/../../etc/passwd")]
    [InlineData("/api/uploads/nonsense")]
    public async Task Head_Unknown_Is404(string address)
    {
        using var answer = await SendAsync(HttpMethod.Head, address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Upload-Offset"));
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Metadata(params (string Key, string Value)[] pairs) =>
        string.Join(',', pairs.Select(pair => $"{pair.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value))}"));

    private static ByteArrayContent Piece(byte[] bytes, string? type = PieceType)
    {
        var content = new ByteArrayContent(bytes);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static Guid IdOf(string location) => Guid.Parse(location.Split('/')[^1]);

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));

    private async Task<byte[]> HashAsync(string location)
    {
        var layout = new Storage.FolderLayout(_data.Path);
        var videos = new Storage.FolderVideoStore(layout);
        var video = await new Storage.FolderUploadStore(layout, videos).HandOverAsync(IdOf(location), Token);
        await using var stream = await videos.OpenReadAsync(video.Id, Token);
        return await SHA256.HashDataAsync(stream, Token);
    }

    private Task<HttpResponseMessage> CreateAsync(long length, string? metadata = null, UploadSite? site = null) =>
        SendAsync(HttpMethod.Post, "/api/videos", null, "1.0.0", site, ("Upload-Length", Text(length)), ("Upload-Metadata", metadata));

    private async Task<string> BeginAsync(long length, string? metadata = null, UploadSite? site = null)
    {
        using var answer = await CreateAsync(length, metadata, site);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<long> AppendAsync(string location, long offset, byte[] bytes, UploadSite? site = null)
    {
        using var answer = await SendAsync(HttpMethod.Patch, location, Piece(bytes), "1.0.0", site, ("Upload-Offset", Text(offset)));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("1.0.0", Header(answer, "Tus-Resumable"));
        return long.Parse(Header(answer, "Upload-Offset"), CultureInfo.InvariantCulture);
    }

    private async Task<long> OffsetAsync(string location, UploadSite? site = null)
    {
        using var answer = await SendAsync(HttpMethod.Head, location, null, "1.0.0", site);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return long.Parse(Header(answer, "Upload-Offset"), CultureInfo.InvariantCulture);
    }

    // The site's own rounds may be at it at the same time.
    private async Task ForgottenAsync()
    {
        while ((await _site.Store.ListAsync(Token)).Count > 0)
        {
            await _site.Keeper.KeepAsync(Token);
            await Task.Delay(10, Token);
        }
    }

    /// <summary>Where an upload stands once the server has noticed that the client is gone: an empty piece is taken then.</summary>
    private async Task<long> SettledOffsetAsync(string location, UploadSite? site = null)
    {
        while (true)
        {
            var offset = await OffsetAsync(location, site);
            using var answer = await SendAsync(HttpMethod.Patch, location, Piece([]), "1.0.0", site, ("Upload-Offset", Text(offset)));
            if (answer.StatusCode == HttpStatusCode.NoContent)
                return offset;
            Assert.True(answer.StatusCode is HttpStatusCode.Locked or HttpStatusCode.Conflict, answer.ToString());
            await Task.Delay(10, Token);
        }
    }

    private Task<HttpStatusCode> RefusedAsync(HttpMethod method, string address, HttpContent? content = null, params (string, string?)[] headers) =>
        RefusedAsync(method, address, content, null, headers);

    private async Task<HttpStatusCode> RefusedAsync(HttpMethod method, string address, HttpContent? content, UploadSite? site, params (string, string?)[] headers)
    {
        using var answer = await SendAsync(method, address, content, "1.0.0", site, headers);
        Assert.Equal("1.0.0", Header(answer, "Tus-Resumable"));
        if (method != HttpMethod.Head)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
            Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
            Assert.DoesNotContain(_data.Path, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, HttpContent? content = null, params (string, string?)[] headers) =>
        SendAsync(method, address, content, "1.0.0", null, headers);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? resumable) => SendAsync(method, address, null, resumable, null);

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, HttpContent? content, string? resumable, UploadSite? site, params (string Name, string? Value)[] headers) =>
        SendAsync(method, address, content, resumable, site, Token, headers);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, HttpContent? content, string? resumable, UploadSite? site, CancellationToken cancellationToken, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (content is StreamContent)
            content.Headers.TryAddWithoutValidation("Content-Type", PieceType);
        foreach (var (name, value) in headers.Append(("Tus-Resumable", resumable)).Where(header => header.Item2 is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await (site ?? _site).Client.SendAsync(request, cancellationToken);
    }
}
