using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Bundles;

public sealed class ModelDownloaderTests : IDisposable
{
    private const int ContentSize = 1_000_003;

    private static readonly DownloadLimits _quick = new()
    {
        FirstWait = TimeSpan.FromMilliseconds(1),
        LongestWait = TimeSpan.FromMilliseconds(5),
        AttemptsWithoutProgress = 3,
    };

    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackFileServer _server = new();
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly byte[] _content = Content(seed: 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Destination => _folder.File("sub/model.pt");

    private string Part => Destination + ".part";

    public void Dispose()
    {
        _server.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Download_KnownHash_GivesTheFileAndItsHash()
    {
        var resource = _server.Serve("model.pt", _content);
        var progress = new Recorder();

        var sha256 = await DownloadAsync(resource, Hash(_content), progress: progress);

        Assert.Equal(Hash(_content), sha256);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination, Cancel));
        Assert.Equal([Destination], Directory.GetFiles(_folder.File("sub")));
        Assert.Equal([""], resource.Ranges);
        Assert.Equal(new DownloadProgress("model.pt", DownloadStage.Done, ContentSize, ContentSize), progress.Reports[^1]);
    }

    [Fact]
    public async Task Download_AlreadyThere_AsksTheServerNothing()
    {
        var resource = _server.Serve("model.pt", _content);
        _ = await DownloadAsync(resource, Hash(_content));

        Assert.Equal(Hash(_content), await DownloadAsync(resource, Hash(_content)));
        Assert.Single(resource.Ranges);
    }

    [Fact]
    public async Task Download_ConnectionCutInTheMiddle_ResumesWhereItWasCut()
    {
        var resource = _server.Serve("model.pt", _content);
        resource.Cuts.Enqueue(400_000);
        resource.Cuts.Enqueue(100_000);

        _ = await DownloadAsync(resource, Hash(_content));

        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination, Cancel));
        var starts = resource.Ranges.Select(range => range.Length == 0 ? 0 : long.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(3, starts.Count);
        Assert.InRange(starts[1], 1, 400_000);
        Assert.InRange(starts[2], starts[1], 500_000);
    }

    [Fact]
    public async Task Download_RefusedManyTimes_KeepsThePartAndTheNextRunGoesOn()
    {
        var resource = _server.Serve("model.pt", _content);
        resource.Cuts.Enqueue(400_000);
        var failure = await FailAsync(resource, Hash(_content), _quick with { AttemptsWithoutProgress = 1 });
        Assert.Contains("are kept; run the command again to go on", failure.Message, StringComparison.Ordinal);
        var kept = new FileInfo(Part).Length;
        Assert.InRange(kept, 1, 400_000);

        var progress = new Recorder();
        _ = await DownloadAsync(resource, Hash(_content), progress: progress);

        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination, Cancel));
        Assert.Equal($"bytes={kept}-", resource.Ranges.Last());
        Assert.Contains(progress.Reports, report => report.Stage == DownloadStage.Checking && report.TotalBytes == kept);
        Assert.False(File.Exists(Part));
        Assert.False(File.Exists(Part + ".json"));
    }

    [Fact]
    public async Task Download_ServerIgnoresRanges_RestartsCleanly()
    {
        var resource = _server.Serve("model.pt", _content);
        resource.AcceptsRanges = false;
        resource.Cuts.Enqueue(400_000);

        _ = await DownloadAsync(resource, Hash(_content));

        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination, Cancel));
        Assert.Equal(2, resource.Ranges.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Download_ContentChangedInBetween_RestartsCleanly(bool honoursIfRange)
    {
        var resource = _server.Serve("model.pt", Content(seed: 2));
        resource.HonoursIfRange = honoursIfRange;
        resource.Cuts.Enqueue(400_000);
        _ = await FailAsync(resource, Hash(_content), _quick with { AttemptsWithoutProgress = 1 });
        resource.Content = _content;
        resource.EntityTag = "v2";

        _ = await DownloadAsync(resource, Hash(_content));

        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination, Cancel));
    }

    [Fact]
    public async Task Download_PartIsWholeAlready_VerifiesIt()
    {
        var resource = _server.Serve("model.pt", _content);
        await LeavePartAsync(resource, _content, "v1");

        _ = await DownloadAsync(resource, Hash(_content));

        Assert.Equal([$"bytes={ContentSize}-"], resource.Ranges);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination, Cancel));
    }

    [Fact]
    public async Task Download_PartIsLongerThanTheFile_StartsAgain()
    {
        var resource = _server.Serve("model.pt", _content);
        await LeavePartAsync(resource, [.. _content, 1, 2, 3], "v1");

        _ = await DownloadAsync(resource, Hash(_content));

        Assert.Equal([$"bytes={ContentSize + 3}-", ""], resource.Ranges);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination, Cancel));
    }

    [Fact]
    public async Task Download_PartFromElsewhere_IsDropped()
    {
        var resource = _server.Serve("model.pt", _content);
        await LeavePartAsync(_server.Serve("other.pt", _content), _content.AsSpan(0, 1000).ToArray(), "v1");

        _ = await DownloadAsync(resource, Hash(_content));

        Assert.Equal([""], resource.Ranges);
    }

    [Fact]
    public async Task Download_WrongHash_DeletesThePart()
    {
        var resource = _server.Serve("model.pt", _content);

        var failure = await FailAsync(resource, new string('0', 64));

        Assert.Contains(Hash(_content), failure.Message, StringComparison.Ordinal);
        Assert.Contains("deleted", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.File("sub")));
    }

    [Fact]
    public async Task Download_UnknownHash_AsksForItOrForTrust()
    {
        var resource = _server.Serve("model.pt", _content);

        var failure = await FailAsync(resource, sha256: null);

        Assert.Contains("--sha256", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--trust", failure.Message, StringComparison.Ordinal);
        Assert.Empty(resource.Ranges);
        Assert.Equal(Hash(_content), await DownloadAsync(resource, sha256: null, trust: true));
    }

    [Fact]
    public async Task Download_UnknownHashAndNoEntityTag_NeverMixesTwoVersions()
    {
        var resource = _server.Serve("model.pt", Content(seed: 2));
        resource.EntityTag = null;
        resource.Cuts.Enqueue(400_000);
        _ = await FailAsync(resource, sha256: null, _quick with { AttemptsWithoutProgress = 1 }, trust: true);
        resource.Content = _content;

        Assert.Equal(Hash(_content), await DownloadAsync(resource, sha256: null, trust: true));
        Assert.Equal(["", ""], resource.Ranges);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(410)]
    public async Task Download_Refused_SaysSoAtOnce(int status)
    {
        var resource = _server.Serve("model.pt", _content);
        resource.Refusals.Enqueue(status);

        var failure = await FailAsync(resource, Hash(_content));

        Assert.Contains($"answered {status}", failure.Message, StringComparison.Ordinal);
        Assert.Single(resource.Ranges);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Download_ServerIsBusy_TriesAgain(int status)
    {
        var resource = _server.Serve("model.pt", _content);
        resource.Refusals.Enqueue(status);
        resource.Refusals.Enqueue(status);
        var progress = new Recorder();

        _ = await DownloadAsync(resource, Hash(_content), progress: progress);

        Assert.Equal(3, resource.Ranges.Count);
        Assert.Equal(2, progress.Reports.Count(report => report.Stage == DownloadStage.Waiting));
    }

    [Fact]
    public async Task Download_ServerStaysBusy_GivesUpAfterTheBound()
    {
        var resource = _server.Serve("model.pt", _content);
        for (var i = 0; i < 10; i++)
            resource.Refusals.Enqueue(503);

        var failure = await FailAsync(resource, Hash(_content));

        Assert.Contains("failed after 3 attempts", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, resource.Ranges.Count);
    }

    [Fact]
    public async Task Download_LineGoesQuiet_IsCutAndResumed()
    {
        var resource = _server.Serve("model.pt", _content);
        resource.Stalls.Enqueue(300_000);
        var limits = _quick with { StallAfter = TimeSpan.FromMilliseconds(300) };
        var progress = new Recorder(report =>
        {
            if (report.Stage == DownloadStage.Waiting)
                resource.ReleaseStall.Release();
        });

        _ = await DownloadAsync(resource, Hash(_content), limits, progress: progress);

        Assert.Equal(_content, await File.ReadAllBytesAsync(Destination, Cancel));
        Assert.Contains(progress.Reports, report => report.Note?.Contains("sent nothing", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Download_Cancelled_LeavesAPartThatCanBeResumed()
    {
        var resource = _server.Serve("model.pt", _content);
        resource.Stalls.Enqueue(300_000);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var progress = new Recorder(report =>
        {
            if (report.Stage == DownloadStage.Downloading)
                stop.Cancel();
        });

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DownloadAsync(resource, Hash(_content), progress: progress, cancel: stop.Token));
        resource.ReleaseStall.Release();
        var kept = new FileInfo(Part).Length;
        Assert.InRange(kept, 1, 300_000);

        _ = await DownloadAsync(resource, Hash(_content));
        Assert.Equal($"bytes={kept}-", resource.Ranges.Last());
    }

    [Fact]
    public async Task Download_TooLarge_IsRefusedBeforeAByteArrives()
    {
        var resource = _server.Serve("model.pt", _content);

        var failure = await FailAsync(resource, Hash(_content), _quick with { LargestFileBytes = 1000 });

        Assert.Contains("at most 1000", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task Download_TooLargeWithoutLength_IsStoppedAndDeleted()
    {
        var resource = _server.Serve("model.pt", _content);
        resource.StatesLength = false;

        var failure = await FailAsync(resource, Hash(_content), _quick with { LargestFileBytes = 500_000 });

        Assert.Contains("more than 500000 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.File("sub")));
    }

    [Fact]
    public async Task Download_NobodyListens_NamesTheReason()
    {
        var file = new PublishedFile { Name = "model.pt", Url = new Uri("http://127.0.0.1:1/model.pt"), Sha256 = Hash(_content), Licence = "none" };
        var downloader = new ModelDownloader(_http, NullLogger<ModelDownloader>.Instance, _quick);

        var failure = await Assert.ThrowsAsync<UserErrorException>(() => downloader.DownloadAsync(file, Destination, trust: false, null, Cancel));

        Assert.Contains("failed after 3 attempts", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_SameFileTwiceAtOnce_SecondSaysSo()
    {
        var resource = _server.Serve("model.pt", _content);
        Directory.CreateDirectory(_folder.File("sub"));
        await using var other = new FileStream(Part, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var failure = await FailAsync(resource, Hash(_content));

        Assert.Contains("another download", failure.Message, StringComparison.Ordinal);
    }

    private static byte[] Content(int seed)
    {
        var content = new byte[ContentSize];
        new Random(seed).NextBytes(content);
        return content;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task LeavePartAsync(LoopbackFileServer.Resource resource, byte[] bytes, string tag)
    {
        Directory.CreateDirectory(_folder.File("sub"));
        await File.WriteAllBytesAsync(Part, bytes, Cancel);
        await File.WriteAllTextAsync(Part + ".json", $$"""{"Url":"{{resource.Url}}","EntityTag":"\u0022{{tag}}\u0022"}""", Cancel);
    }

    private async Task<UserErrorException> FailAsync(
        LoopbackFileServer.Resource resource, string? sha256, DownloadLimits? limits = null, bool trust = false) =>
        await Assert.ThrowsAsync<UserErrorException>(() => DownloadAsync(resource, sha256, limits, trust));

    private Task<string> DownloadAsync(
        LoopbackFileServer.Resource resource,
        string? sha256,
        DownloadLimits? limits = null,
        bool trust = false,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken? cancel = null)
    {
        var file = new PublishedFile { Name = "model.pt", Url = resource.Url, Sha256 = sha256, Licence = "none" };
        return new ModelDownloader(_http, NullLogger<ModelDownloader>.Instance, limits ?? _quick).DownloadAsync(file, Destination, trust, progress, cancel ?? Cancel);
    }

    private sealed class Recorder(Action<DownloadProgress>? then = null) : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Reports { get; } = [];

        public void Report(DownloadProgress value)
        {
            Reports.Add(value);
            then?.Invoke(value);
        }
    }
}
