using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Ingest.Watching;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Ingest.Tests.Watching;

public sealed class FolderWatcherTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMassTransitTestHarness(TextWriter.Null, bus => bus.DisableUsageTelemetry()).BuildServiceProvider(true);
    private FolderWatcher? _watcher;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ITestHarness Bus => _services.GetRequiredService<ITestHarness>();

    private IEnumerable<string> Asked => Bus.Published.Select<IngestVideo>(new CancellationToken(canceled: true))
        .Select(sent => Path.GetRelativePath(_folder.Path, sent.Context.Message.Source));

    public async ValueTask InitializeAsync() => await Bus.Start();

    public async ValueTask DisposeAsync()
    {
        if (_watcher is not null)
            await _watcher.StopAsync(CancellationToken.None);
        _watcher?.Dispose();
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task StartAsync_FilesThatAreThere_AreAskedForOnce()
    {
        Write("one.mp4");
        Write("a/two.mkv");
        Write("a/notes.txt");
        Write("empty.mp4", "");
        await WatchAsync(TimeSpan.FromSeconds(1));

        await UntilAskedAsync("a/two.mkv", "one.mp4");
        await PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["a/two.mkv", "one.mp4"], Asked.Order(StringComparer.Ordinal));
        Assert.All(Bus.Published.Select<IngestVideo>(new CancellationToken(canceled: true)), sent => Assert.Equal("news", sent.Context.Message.Collection));
    }

    [Fact]
    public async Task FileThatComes_IsAskedForByWalkingAlone()
    {
        await WatchAsync(TimeSpan.FromSeconds(1));
        Write("later.mp4");

        await UntilAskedAsync("later.mp4");
    }

    [Fact]
    public async Task FileAndFolderThatCome_AreAskedForByReportsAlone()
    {
        using var elsewhere = new TemporaryFolder();
        Directory.CreateDirectory(elsewhere.File("moved/deep"));
        File.WriteAllText(elsewhere.File("moved/deep/clip.mp4"), "bytes");
        Write("first.mp4");
        await WatchAsync(TimeSpan.FromDays(1));
        await UntilAskedAsync("first.mp4");   // Reports are listened to from here on.

        Write("later.mp4");
        Write("whole.mp4.part");
        File.Move(_folder.File("whole.mp4.part"), _folder.File("whole.mp4"));
        Directory.Move(elsewhere.File("moved"), _folder.File("moved"));

        await UntilAskedAsync("first.mp4", "later.mp4", "moved/deep/clip.mp4", "whole.mp4");
    }

    [Fact]
    public async Task FileThatChangesAfterwards_IsAskedForAgain()
    {
        Write("clip.mp4");
        await WatchAsync(TimeSpan.FromSeconds(1));
        await UntilAskedAsync("clip.mp4");

        Write("clip.mp4", "more bytes");

        await UntilAskedAsync("clip.mp4", "clip.mp4");
    }

    [Fact]
    public async Task FolderThatGoesAndComes_IsWatchedOn()
    {
        Write("watched/one.mp4");
        await WatchAsync(TimeSpan.FromSeconds(1), "watched");
        await UntilAskedAsync("watched/one.mp4");
        Directory.Delete(_folder.File("watched"), recursive: true);
        await PassAsync(TimeSpan.FromSeconds(5));

        Write("watched/two.mp4");

        await UntilAskedAsync("watched/one.mp4", "watched/two.mp4");
    }

    [Fact]
    public async Task StartAsync_NoFolder_IsSaid()
    {
        var error = await Assert.ThrowsAsync<UserErrorException>(() => WatchAsync(TimeSpan.FromSeconds(1), "nowhere"));

        Assert.Contains("nowhere to watch", error.Message, StringComparison.Ordinal);
    }

    private void Write(string name, string content = "bytes")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        File.WriteAllText(_folder.File(name), content);
    }

    private Task WatchAsync(TimeSpan walkEvery, string below = "")
    {
        var options = new WatchOptions { Folder = _folder.File(below), Collection = "news", WalkEvery = walkEvery };
        _watcher = new FolderWatcher(Bus.Bus, options, _clock, NullLogger<FolderWatcher>.Instance);
        return _watcher.StartAsync(Token);
    }

    // Lets time go by in small steps; what the watcher does in between happens in real time.
    private async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, Token);
        }
    }

    private async Task UntilAskedAsync(params string[] paths)
    {
        while (!Asked.Order(StringComparer.Ordinal).SequenceEqual(paths))
        {
            await PassAsync(TimeSpan.FromSeconds(1));
        }
    }
}
