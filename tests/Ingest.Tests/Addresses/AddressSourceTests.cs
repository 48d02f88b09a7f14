using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Ingest.Addresses;
using MoTE.Indexing.Storage;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Ingest.Tests.Addresses;

public sealed class AddressSourceTests : IClassFixture<WebServer>, IDisposable
{
    // The one address that stands for the public Internet.
    private static readonly AddressOptions Options = new() { AllowedNetworks = ["127.0.0.1/32"] };

    private readonly TemporaryFolder _data = new();
    private readonly FakeNameResolver _names = new();
    private readonly RecordedLog _log = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly WebServer _server;

    public AddressSourceTests(WebServer server)
    {
        _server = server;
        _server.Reset();
        _names.Answer("files.example", "127.0.0.1");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The server stands for the environment's proxy too.
    private WebProxy Proxy => new($"http://127.0.0.1:{_server.Port}");

    private FolderLayout Layout => new(_data.Path);

    public void Dispose()
    {
        AssertNothingTemporary();
        _data.Dispose();
    }

    [Theory]
    [InlineData("http://files.example/clip.mp4", true)]
    [InlineData("HTTPS://files.example/clip.mp4", true)]
    [InlineData("http://", true)]
    [InlineData("/srv/http://clip.mp4", false)]
    [InlineData("file:///srv/clip.mp4", false)]
    [InlineData("upload:0123", false)]
    [InlineData("", false)]
    public void Takes_HttpAndHttps_Only(string source, bool takes) => Assert.Equal(takes, Source().Takes(source));

    [Fact]
    public async Task StoreAsync_File_IsStoredUnderItsHash()
    {
        var bytes = Bytes(1_000_000);
        var seen = new List<AddressProgress>();
        _server.Serve("/films/a clip.mp4", bytes);
        var url = _server.Url("/films/a%20clip.mp4");

        var (stored, remembered) = await Source(progress: new Listener(seen)).StoreAsync(url, Token);

        Assert.Equal(new StoredVideo(IdOf(bytes), "a clip.mp4", bytes.Length), stored);
        Assert.Equal(url, remembered);
        Assert.Equal(new AddressProgress(url, bytes.Length, bytes.Length), seen[^1]);
        Assert.Equal(["files.example"], _names.Asked);
    }

    [Theory]
    [InlineData("attachment; filename=\"holiday.mov\"", "holiday.mov")]
    [InlineData("attachment; filename*=UTF-8''%C3%A9t%C3%A9.mov", "été.mov")]
    [InlineData("attachment; filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("nonsense;;;", "get")]
    public async Task StoreAsync_NameInAHeader_IsOnlyAName(string header, string name)
    {
        var url = _server.Serve("/get", context =>
        {
            context.Response.Headers.ContentDisposition = header;
            return context.Response.WriteAsync("bytes", Token);
        });

        Assert.Equal(name, (await Source().StoreAsync(url + "?id=7", Token)).Stored.Name);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("video/mp4")]
    [InlineData("")]
    public async Task StoreAsync_AnyContentType_IsNotTrusted(string type)
    {
        var url = _server.Serve("/clip", context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync("bytes", Token);
        });

        Assert.Equal(5, (await Source().StoreAsync(url, Token)).Stored.SizeBytes);
    }

    [Theory]
    [InlineData("http://127.0.0.2:{0}/clip.mp4")]
    [InlineData("http://2130706434:{0}/clip.mp4")]
    [InlineData("http://0177.0.0.2:{0}/clip.mp4")]
    [InlineData("http://0x7f.2:{0}/clip.mp4")]
    [InlineData("http://127.2:{0}/clip.mp4")]
    [InlineData("http://[::ffff:127.0.0.2]:{0}/clip.mp4")]
    [InlineData("http://[::ffff:7f00:2]:{0}/clip.mp4")]
    [InlineData("http://[64:ff9b::127.0.0.2]:{0}/clip.mp4")]
    [InlineData("http://[2002:7f00:2::]:{0}/clip.mp4")]
    [InlineData("http://[::1]:{0}/clip.mp4")]
    [InlineData("http://[::]:{0}/clip.mp4")]
    [InlineData("http://0:{0}/clip.mp4")]
    [InlineData("http://[fe80::1%25lo]:{0}/clip.mp4")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://internal.example:{0}/clip.mp4")]
    [InlineData("http://mixed.example:{0}/clip.mp4")]
    public async Task StoreAsync_NotPublic_IsNeverConnectedTo(string address)
    {
        _names.Answer("internal.example", "127.0.0.2");
        _names.Answer("mixed.example", "127.0.0.1", "127.0.0.2");
        _server.Serve("/clip.mp4", Bytes(10));

        var error = await RefusedAsync(string.Format(CultureInfo.InvariantCulture, address, _server.Port));

        Assert.Contains("is not a public address", error, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("http://user:secret@files.example:{0}/clip.mp4")]
    [InlineData("http://files.example@127.0.0.2:{0}/clip.mp4")]
    [InlineData("http://127.0.0.2%2f@files.example:{0}/clip.mp4")]
    public async Task StoreAsync_UserNameInTheAddress_IsRefusedAndNotRepeated(string address)
    {
        var error = await RefusedAsync(string.Format(CultureInfo.InvariantCulture, address, _server.Port));

        Assert.Contains("holds a user name", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error + _log, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("http://files.example:99999/")]
    [InlineData("http://files.example\\@127.0.0.2/")]
    [InlineData("http://a b/")]
    public async Task StoreAsync_NoAddress_IsSaid(string address) =>
        Assert.Equal("The address is not complete or not valid: check its spelling.", await RefusedAsync(address));

    [Fact]
    public async Task StoreAsync_OtherPort_IsSaid()
    {
        _names.Answer("public.example", "1.1.1.1");

        Assert.Equal(
            "Port 25 of public.example is not fetched from: only the ports that the settings allow are.", await RefusedAsync("http://public.example:25/clip.mp4"));
    }

    [Fact]
    public async Task StoreAsync_UnknownName_IsSaid() =>
        Assert.Equal("There is no server named nowhere.example, or nobody can say where it is.", await RefusedAsync("http://nowhere.example/clip.mp4"));

    [Fact]
    public async Task StoreAsync_NameThatMovesInside_StaysPinnedForADownloadAndIsRefusedInTheNext()
    {
        _names.Answer("rebinding.example", "127.0.0.1");
        _names.Answer("rebinding.example", "127.0.0.2");
        _server.Serve("/clip.mp4", Bytes(10));
        _server.Redirect("/first", "/clip.mp4");
        var url = _server.Url("/first", "rebinding.example");

        var (stored, _) = await Source().StoreAsync(url, Token);

        Assert.Equal(10, stored.SizeBytes);
        Assert.Equal(["rebinding.example"], _names.Asked);
        Assert.Contains("is not a public address", await RefusedAsync(url), StringComparison.Ordinal);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Theory]
    [InlineData("http://127.0.0.2:{0}/clip.mp4", "127.0.0.2 is not a public address")]
    [InlineData("//127.0.0.2:{0}/clip.mp4", "127.0.0.2 is not a public address")]
    [InlineData("http://[::ffff:10.0.0.1]/clip.mp4", "::ffff:10.0.0.1 is not a public address")]
    [InlineData("http://internal.example:{0}/clip.mp4", "internal.example is not a public address")]
    [InlineData("file:///etc/passwd", "Only http and https addresses are fetched")]
    [InlineData("ftp://files.example/clip.mp4", "Only http and https addresses are fetched")]
    [InlineData("gopher://files.example/", "Only http and https addresses are fetched")]
    [InlineData("http://user:secret@files.example:{0}/clip.mp4", "holds a user name")]
    [InlineData("", "answered 302 Found")]
    public async Task StoreAsync_RedirectInside_IsRefused(string target, string said)
    {
        _names.Answer("internal.example", "127.0.0.2");
        _server.Serve("/clip.mp4", Bytes(10));
        var url = _server.Redirect("/start", string.Format(CultureInfo.InvariantCulture, target, _server.Port));

        var error = await RefusedAsync(url);

        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error + _log, StringComparison.Ordinal);
        Assert.Equal(["files.example/start"], _server.Requests);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task StoreAsync_Redirects_AreFollowed(int status)
    {
        _names.Answer("other.example", "127.0.0.1");
        _server.Serve("/films/clip.mp4", Bytes(10));
        _server.Redirect("/films/second", "clip.mp4", status);
        var url = _server.Redirect("/first", _server.Url("/films/second", "other.example"), status);

        Assert.Equal("clip.mp4", (await Source().StoreAsync(url, Token)).Stored.Name);
        Assert.Equal(["files.example", "other.example"], _names.Asked);
    }

    [Fact]
    public async Task StoreAsync_FiveRedirects_AreTheMost()
    {
        _server.Serve("/0", Bytes(10));
        for (var i = 1; i <= 6; i++)
        {
            _server.Redirect($"/{i}", $"/{i - 1}");
        }

        Assert.Equal(10, (await Source().StoreAsync(_server.Url("/5"), Token)).Stored.SizeBytes);
        Assert.Equal("The address leads on and on: more than 5 redirects are not followed.", await RefusedAsync(_server.Url("/6")));
    }

    [Theory]
    [InlineData(404, "404 Not Found")]
    [InlineData(403, "403 Forbidden")]
    [InlineData(500, "500 Internal Server Error")]
    [InlineData(204, "204 No Content")]
    [InlineData(206, "206 Partial Content")]
    [InlineData(304, "304 Not Modified")]
    public async Task StoreAsync_AnswerWithoutTheFile_IsSaid(int status, string said)
    {
        var url = _server.Serve("/clip.mp4", context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        Assert.Equal($"files.example does not give the file: it answered {said}.", await RefusedAsync(url));
    }

    [Fact]
    public async Task StoreAsync_AnnouncedTooLarge_IsNotFetched()
    {
        var url = _server.Serve("/clip.mp4", Bytes(2_000));

        var error = await RefusedAsync(url, Options with { LargestBytes = 1_999 });

        Assert.Equal("The file from files.example has 2000 bytes, and at most 1999 are fetched.", error);
        Assert.Equal(2_000, (await Source(Options with { LargestBytes = 2_000 }).StoreAsync(url, Token)).Stored.SizeBytes);
    }

    [Fact]
    public async Task StoreAsync_EndlessStream_IsCutOff()
    {
        var url = _server.Serve("/clip.mp4", async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[100_000], context.RequestAborted);
            }
        });

        var error = await RefusedAsync(url, Options with { LargestBytes = 5_000_000 });

        Assert.Equal("The file from files.example has more than 5000000 bytes, and larger ones are not fetched.", error);
    }

    [Fact]
    public async Task StoreAsync_SilentServer_IsGivenUp()
    {
        var asked = new TaskCompletionSource();
        var url = _server.Serve("/clip.mp4", async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var refused = RefusedAsync(url);
        await asked.Task;

        _clock.Advance(Options.AnswerWithin);

        Assert.Equal("files.example did not answer within 60 seconds: try again later.", await refused);
    }

    [Fact]
    public async Task StoreAsync_Trickle_IsGivenUp()
    {
        var url = _server.Serve("/clip.mp4", async context =>
        {
            for (; ; await Task.Delay(1, context.RequestAborted))
            {
                await context.Response.Body.WriteAsync(new byte[1], context.RequestAborted);
            }
        });

        // Each piece that comes takes a second.
        var error = await RefusedAsync(url, clock: new TickingClock(TimeSpan.FromSeconds(1)));

        Assert.Equal("files.example sent fewer than 65536 bytes in 60 seconds: it is too slow.", error);
    }

    [Fact]
    public async Task StoreAsync_SlowButSteady_IsWaitedFor()
    {
        var bytes = Bytes(1_000_000);
        var clock = new TickingClock(TimeSpan.FromSeconds(25));
        var began = clock.GetUtcNow();

        var (stored, _) = await Source(Options with { LeastBytesPerSpell = 1 }, clock: clock).StoreAsync(_server.Serve("/clip.mp4", bytes), Token);

        Assert.Equal(IdOf(bytes), stored.Id);
        Assert.True(clock.GetUtcNow() - began > Options.Spell);
    }

    [Fact]
    public async Task StoreAsync_NeverDone_IsGivenUp()
    {
        var url = _server.Serve("/clip.mp4", async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[70_000], context.RequestAborted);
            }
        });
        var options = Options with { FinishWithin = TimeSpan.FromMinutes(10), LeastBytesPerSpell = 1 };

        var error = await RefusedAsync(url, options, new TickingClock(TimeSpan.FromSeconds(10)));

        Assert.Equal("The file from files.example did not come to an end within 600 seconds.", error);
    }

    [Fact]
    public async Task StoreAsync_FewerBytesThanAnnounced_IsBroken()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort");

        Assert.Equal("The connection to files.example broke after 5 bytes: try again.", await RefusedAsync(server.Url));
    }

    [Fact]
    public async Task StoreAsync_MoreBytesThanAnnounced_TakesTheAnnounced()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nexactly five");

        Assert.Equal(IdOf("exact"u8.ToArray()), (await Source().StoreAsync(server.Url, Token)).Stored.Id);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nexact\r\nFFFFFFFFFFFFFFFFF\r\n", "The connection to files.example broke after")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nexact\r\n", "broke after 5 bytes")]
    [InlineData("220 mail.example ESMTP\r\n", "does not speak HTTP")]
    [InlineData("", "does not speak HTTP")]
    public async Task StoreAsync_BrokenHttp_IsSaid(string answer, string said)
    {
        using var server = new RawServer(answer);

        Assert.Contains(said, await RefusedAsync(server.Url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreAsync_NobodyListens_IsSaid()
    {
        using var gone = new RawServer("");
        gone.Dispose();

        Assert.Contains("cannot be reached at port", await RefusedAsync(gone.Url), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StoreAsync_NoTrustInTls_IsSaid(bool speaksTls)
    {
        _server.Serve("/clip.mp4", Bytes(10));

        var error = await RefusedAsync($"https://files.example:{(speaksTls ? _server.SecurePort : _server.Port)}/clip.mp4");

        Assert.Equal("The connection to files.example is not secure: its certificate is not valid, or it speaks no TLS.", error);
    }

    [Fact]
    public async Task StoreAsync_Cancelled_LeavesNothing()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var url = _server.Serve("/clip.mp4", async context =>
        {
            await context.Response.Body.WriteAsync(new byte[100_000], context.RequestAborted);
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Source().StoreAsync(url, cancel.Token));

        AssertNothingTemporary();
    }

    [Fact]
    public async Task StoreAsync_SignedAddress_LogsAndRemembersWithoutTheSignature()
    {
        var url = _server.Serve("/clip.mp4", Bytes(10));

        var (_, remembered) = await Source().StoreAsync(url + "?signature=secret#secret", Token);

        Assert.Equal(url, remembered);
        Assert.Contains($"Asking {url}", _log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreAsync_EnvironmentProxy_IsUsedOnlyByOptionAndNeverForPrivateNames()
    {
        _names.Answer("public.example", "1.1.1.1");
        _names.Answer("internal.example", "10.0.0.1");
        _server.Serve("/clip.mp4", Bytes(10));
        var options = Options with { UseEnvironmentProxy = true };

        Assert.Equal(10, (await Source(options).StoreAsync("http://public.example/clip.mp4", Token)).Stored.SizeBytes);
        Assert.Equal(["public.example/clip.mp4"], _server.Requests);
        Assert.Contains("internal.example is not a public address", await RefusedAsync("http://internal.example/clip.mp4", options), StringComparison.Ordinal);
        Assert.Single(_server.Requests);

        await Source().StoreAsync(_server.Url("/clip.mp4"), Token);
        Assert.Equal("files.example/clip.mp4", _server.Requests.Last());
    }

    [Fact]
    public async Task StoreAsync_FullStore_SaysSo()
    {
        using var disk = new TinyDisk(kibibytes: 128);
        var url = _server.Serve("/clip.mp4", Bytes(1_000_000));
        var source = new AddressSource(new FolderVideoStore(new FolderLayout(disk.Path)), Options, _clock, _log, null, _names, Proxy);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => source.StoreAsync(url, Token));

        Assert.Equal("The data folder has no room left: free some disk space and try again.", error.Message);
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static VideoId IdOf(byte[] bytes) => VideoId.Parse(Convert.ToHexString(SHA256.HashData(bytes)));

    private AddressSource Source(AddressOptions? options = null, TimeProvider? clock = null, IProgress<AddressProgress>? progress = null) =>
        new(new FolderVideoStore(Layout), options ?? Options, clock ?? _clock, _log, progress, _names, Proxy);

    private async Task<string> RefusedAsync(string url, AddressOptions? options = null, TimeProvider? clock = null) =>
        (await Assert.ThrowsAsync<UserErrorException>(() => Source(options, clock).StoreAsync(url, Token))).Message;

    private void AssertNothingTemporary() => Assert.Empty(Directory.Exists(Layout.Temporary) ? Directory.EnumerateFileSystemEntries(Layout.Temporary) : []);

    private sealed class Listener(List<AddressProgress> seen) : IProgress<AddressProgress>
    {
        public void Report(AddressProgress value) => seen.Add(value);
    }

    private sealed class RecordedLog : ILogger<AddressSource>
    {
        private readonly StringBuilder _lines = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.AppendLine(formatter(state, exception));

        public override string ToString() => _lines.ToString();
    }

    /// <summary>Answers every connection with the same text and closes it.</summary>
    private sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public RawServer(string answer)
        {
            _listener.Start();
            Url = $"http://files.example:{((IPEndPoint)_listener.LocalEndpoint).Port}/clip.mp4";
            _ = AnswerAsync(answer);
        }

        public string Url { get; }

        public void Dispose() => _listener.Dispose();

        private async Task AnswerAsync(string answer)
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    var stream = client.GetStream();
                    _ = await stream.ReadAsync(new byte[4096]);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
                }
            }
            catch (Exception cause) when (cause is SocketException or ObjectDisposedException)
            {
                // The listener is closed: the test is over.
            }
        }
    }
}
