using Microsoft.Extensions.Logging.Abstractions;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Indexing.Rebuilding;
using MoTE.Indexing.ServiceTests;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Indexing.Tests;

public sealed class RecordedRebuildsTests : IAsyncDisposable
{
    private static readonly RebuildOptions Options = new() { NoteEvery = TimeSpan.FromMilliseconds(20), DeadAfter = TimeSpan.FromMinutes(10) };

    private readonly ServiceData _data = new();
    private readonly RebuildMemory _record = new();
    private readonly HeldGenerations _generations;

    public RecordedRebuildsTests() => _generations = new HeldGenerations(new InPlaceGenerations(_data.Index));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_NothingRuns_IsDoneAndSaysHowMuch()
    {
        await FillAsync();

        var rebuilt = await Rebuilds().RunAsync(progress: null, Token);

        Assert.Equal((RebuildState.Done, 2, 2, 6, 0), (rebuilt.State, rebuilt.Videos, rebuilt.Found, rebuilt.Segments, rebuilt.UnfinishedCount));
        Assert.NotNull(rebuilt.EndedAt);
        Assert.Equivalent(rebuilt, await _record.FindAsync(Token), strict: true);
        Assert.Equal(1, _generations.Published);
    }

    [Fact]
    public async Task RunAsync_AnotherRuns_IsRefused()
    {
        await FillAsync();
        _generations.Hold();
        var running = Rebuilds().RunAsync(progress: null, Token);
        await _generations.Begun;

        var refused = await Assert.ThrowsAsync<UserErrorException>(() => Rebuilds().RunAsync(progress: null, Token));
        Assert.Null(await Rebuilds().RunAskedAsync(Token));

        Assert.Contains("being rebuilt already", refused.Message, StringComparison.Ordinal);
        _generations.Release();
        Assert.Equal(RebuildState.Done, (await running).State);
    }

    [Fact]
    public async Task RunAskedAsync_NothingAsked_DoesNothing()
    {
        Assert.Null(await Rebuilds().RunAskedAsync(Token));
        _ = await Rebuilds().RunAsync(progress: null, Token);
        Assert.Null(await Rebuilds().RunAskedAsync(Token));
    }

    [Fact]
    public async Task RunAskedAsync_SomebodyStopsIt_EndsWithoutPublishing()
    {
        await FillAsync();
        _generations.Hold();
        await AskAsync();
        var running = Rebuilds().RunAskedAsync(Token);
        await _generations.Begun;

        _ = await _record.ChangeAsync(now => now!.Stopping(TimeProvider.System.GetUtcNow()), Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(RebuildState.Stopped, (await _record.FindAsync(Token))!.State);
        Assert.Equal(0, _generations.Published);
    }

    [Fact]
    public async Task RunAskedAsync_ProcessIsStopped_AnotherBeginsItAnew()
    {
        await FillAsync();
        _generations.Hold();
        await AskAsync();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = Rebuilds().RunAskedAsync(stopping.Token);
        await _generations.Begun;
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal((RebuildState.Asked, null), ((await _record.FindAsync(Token))!.State, (await _record.FindAsync(Token))!.Worker));
        _generations.Release();

        var rebuilt = await Rebuilds().RunAskedAsync(Token);

        Assert.Equal((RebuildState.Done, 6), (rebuilt!.State, rebuilt.Segments));
    }

    [Theory]
    [InlineData(RebuildState.Running, RebuildState.Done, 1)]
    [InlineData(RebuildState.Stopping, RebuildState.Stopped, 0)]
    public async Task RunAskedAsync_ProcessDied_AnotherBringsItToItsEnd(RebuildState left, RebuildState end, int published)
    {
        await FillAsync();
        await AskAsync();
        _ = await _record.ChangeAsync(now => now! with { State = left, Worker = Guid.NewGuid(), AliveAt = TimeProvider.System.GetUtcNow() - Options.DeadAfter - TimeSpan.FromSeconds(1) }, Token);

        var running = Rebuilds().RunAskedAsync(Token);
        if (end == RebuildState.Stopped)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        else
            Assert.NotNull(await running);

        Assert.Equal(end, (await _record.FindAsync(Token))!.State);
        Assert.Equal((1, published), (_generations.Count, _generations.Published));
    }

    [Fact]
    public async Task RunAskedAsync_AnotherTookItMeanwhile_PublishesNothingAndLeavesItsNotes()
    {
        await FillAsync();
        _generations.Hold();
        await AskAsync();
        var running = Rebuilds().RunAskedAsync(Token);
        await _generations.Begun;
        var other = Guid.NewGuid();
        _ = await _record.ChangeAsync(now => now! with { Worker = other }, Token);
        _generations.Release();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal((RebuildState.Running, other), ((await _record.FindAsync(Token))!.State, (await _record.FindAsync(Token))!.Worker));
        Assert.Equal(0, _generations.Published);
    }

    [Fact]
    public async Task RunAsync_IndexCannotBeWritten_SaysWhy()
    {
        await FillAsync();
        _generations.Failure = new StoreUnavailableException("No room.");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Rebuilds().RunAsync(progress: null, Token));

        var now = await _record.FindAsync(Token);
        Assert.Equal((RebuildState.Failed, "No room."), (now!.State, now.Reason));
        _generations.Failure = null;
        Assert.Equal(RebuildState.Done, (await Rebuilds().RunAsync(progress: null, Token)).State);
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    private RecordedRebuilds Rebuilds()
    {
        var clock = TimeProvider.System;
        var rebuild = new IndexRebuild(_data.Catalogue, _generations, _data.Artifacts, _data.Videos, clock);
        return new RecordedRebuilds(rebuild, _generations, _record, Microsoft.Extensions.Options.Options.Create(Options), clock, NullLogger<RecordedRebuilds>.Instance);
    }

    private async Task AskAsync() => _ = await _record.ChangeAsync(_ => Rebuild.New(TimeProvider.System.GetUtcNow()), Token);

    private async Task FillAsync()
    {
        foreach (var number in new[] { 1, 2 })
        {
            var video = Examples.Video(number) with { State = VideoState.Searchable, ChunksTotal = 1 };
            await _data.Catalogue.SaveAsync(video, Token);
            await _data.PutChunkAsync(video, 0, 1, [.. Examples.Segments(number, 3)]);
        }
    }

    /// <summary>Generations that wait before they store, for as long as a test wants.</summary>
    private sealed class HeldGenerations(IIndexGenerations inner) : IIndexGenerations
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource _released = Released();

        public Task Begun => _begun.Task;

        public int Count { get; private set; }

        public int Published { get; private set; }

        public Exception? Failure { get; set; }

        public void Hold() => _released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _released.TrySetResult();

        public async Task<IIndexGeneration> BeginAsync(CancellationToken cancellationToken)
        {
            Count++;
            return new HeldGeneration(this, await inner.BeginAsync(cancellationToken));
        }

        private static TaskCompletionSource Released()
        {
            var source = new TaskCompletionSource();
            source.SetResult();
            return source;
        }

        private sealed class HeldGeneration(HeldGenerations all, IIndexGeneration generation) : IIndexGeneration
        {
            public async Task StoreAsync(Video video, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken)
            {
                _ = all._begun.TrySetResult();
                await all._released.Task.WaitAsync(cancellationToken);
                if (all.Failure is { } failure)
                    throw failure;
                await generation.StoreAsync(video, chunk, segments, cancellationToken);
            }

            public Task<int> ClearAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken) => generation.ClearAsync(id, modelFingerprint, cancellationToken);

            public Task PublishAsync(CancellationToken cancellationToken)
            {
                all.Published++;
                return generation.PublishAsync(cancellationToken);
            }

            public ValueTask DisposeAsync() => generation.DisposeAsync();
        }
    }
}
