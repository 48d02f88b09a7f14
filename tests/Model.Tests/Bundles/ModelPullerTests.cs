using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Bundles;

public sealed class ModelPullerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackFileServer _server = new();
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly LoopbackFileServer.Resource _clip;
    private readonly ModelPuller _puller;
    private readonly PublishedModel _model;

    public ModelPullerTests()
    {
        var tiny = TinyModel.Write(_folder.Path);
        _clip = _server.Serve("clip.safetensors", File.ReadAllBytes(tiny.ClipPath));
        var vocabulary = _server.Serve("vocabulary.gz", File.ReadAllBytes(tiny.VocabularyPath));
        _model = new PublishedModel { Name = "tiny-clip", Description = "tiny", Clip = Published(_clip, known: true), Vocabulary = Published(vocabulary, known: true) };
        _puller = new ModelPuller(new ModelDownloader(_http, NullLogger<ModelDownloader>.Instance, new DownloadLimits { FirstWait = TimeSpan.FromMilliseconds(1) }));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Home => _folder.File("models");

    public void Dispose()
    {
        _server.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Pull_ConnectionCutInTheMiddle_EndsInABundleAndNoDownloads()
    {
        _clip.Cuts.Enqueue(_clip.Content.Length / 2);

        var listing = await _puller.PullAsync(Home, new ModelPullRequest { Model = _model }, cancellationToken: Cancel);

        Assert.Equal(BundleState.Complete, listing.State);
        Assert.Equal("tiny-clip", listing.Name);
        Assert.Equal("MIT", listing.Manifest!.Licence);
        Assert.Equal(2, _clip.Ranges.Count);
        Assert.Equal([listing.Folder], Directory.GetFileSystemEntries(Home));
    }

    [Fact]
    public async Task Pull_Keep_LeavesTheDownloadsForTheNextOne()
    {
        _ = await _puller.PullAsync(Home, new ModelPullRequest { Model = _model, Keep = true }, cancellationToken: Cancel);
        _ = await _puller.PullAsync(Home, new ModelPullRequest { Model = _model, Name = "half", Half = true }, cancellationToken: Cancel);

        Assert.Single(_clip.Ranges);
    }

    [Fact]
    public async Task Pull_UnknownHash_IsAskedForBeforeAnythingIsDownloaded()
    {
        var unknown = _model with { Clip = Published(_clip, known: false) };
        var sha256 = Convert.ToHexString(SHA256.HashData(_clip.Content));

        var failure = await Assert.ThrowsAsync<UserErrorException>(() => _puller.PullAsync(Home, new ModelPullRequest { Model = unknown }, cancellationToken: Cancel));
        Assert.Contains("--sha256", failure.Message, StringComparison.Ordinal);
        failure = await Assert.ThrowsAsync<UserErrorException>(() => _puller.PullAsync(Home, new ModelPullRequest { Model = unknown, Sha256 = "12" }, cancellationToken: Cancel));
        Assert.Contains("64 hexadecimal digits", failure.Message, StringComparison.Ordinal);
        failure = await Assert.ThrowsAsync<UserErrorException>(() => _puller.PullAsync(Home, new ModelPullRequest { Model = _model, Sha256 = sha256 }, cancellationToken: Cancel));
        Assert.Contains("known already", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Home));

        Assert.Equal(BundleState.Complete, (await _puller.PullAsync(Home, new ModelPullRequest { Model = unknown, Sha256 = sha256 }, cancellationToken: Cancel)).State);
        Assert.Equal(
            BundleState.Complete,
            (await _puller.PullAsync(Home, new ModelPullRequest { Model = unknown, Name = "trusted", Trust = true }, cancellationToken: Cancel)).State);
    }

    [Fact]
    public async Task Pull_NotAModel_SaysSoAndKeepsTheDownload()
    {
        _clip.Content = "<html>"u8.ToArray();
        var page = _model with { Clip = Published(_clip, known: false) };

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => _puller.PullAsync(Home, new ModelPullRequest { Model = page, Trust = true }, cancellationToken: Cancel));

        Assert.Contains("web page", failure.Message, StringComparison.Ordinal);
        Assert.Empty(new BundleLocator([Home]).List());
    }

    private static PublishedFile Published(LoopbackFileServer.Resource resource, bool known) => new()
    {
        Name = Path.GetFileName(resource.Url.AbsolutePath),
        Url = resource.Url,
        Sha256 = known ? Convert.ToHexStringLower(SHA256.HashData(resource.Content)) : null,
        Licence = "MIT",
    };
}
