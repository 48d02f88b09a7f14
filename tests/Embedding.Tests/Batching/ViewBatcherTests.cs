using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Embedding.Batching;

namespace MoTE.Indexing.Embedding.Tests.Batching;

public sealed class ViewBatcherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddAsync_ViewsOfSeveralChunks_ShareABatchAndGetTheirOwnVectors()
    {
        var encoder = new SlowEncoder();
        await using var batcher = Create(encoder);
        var first = await batcher.AddAsync(View(0), Token);
        await encoder.Began.WaitAsync(Token);
        var others = new List<Task<EmbeddedView>>();
        for (byte number = 1; number <= 5; number++)
        {
            others.Add(await batcher.AddAsync(View(number), Token));
        }

        encoder.LetGo();

        Assert.Equal(0, (await first).View.Spatial[0]);
        Assert.Equal([1, 2, 3, 4, 5], (await Task.WhenAll(others)).Select(view => (int)view.View.Spatial[0]));
        Assert.Equal([1, 4, 1], encoder.Batches);
    }

    [Fact]
    public async Task AddAsync_AsManyWaitAsMay_Waits()
    {
        var encoder = new SlowEncoder();
        await using var batcher = Create(encoder, ahead: 2);
        _ = await batcher.AddAsync(View(0), Token);
        await encoder.Began.WaitAsync(Token);
        _ = await batcher.AddAsync(View(1), Token);
        _ = await batcher.AddAsync(View(2), Token);

        var fourth = batcher.AddAsync(View(3), Token);

        Assert.False(fourth.IsCompleted);
        encoder.LetGo();
        Assert.Equal(3, (await await fourth).View.Spatial[0]);
    }

    [Fact]
    public async Task AddAsync_EncoderFails_FailsThatBatchAlone()
    {
        var encoder = new SlowEncoder { FailsOn = 1 };
        await using var batcher = Create(encoder);
        encoder.LetGo();

        var failed = await batcher.AddAsync(View(1), Token);
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => failed);

        Assert.Equal(2, (await await batcher.AddAsync(View(2), Token)).View.Spatial[0]);
    }

    [Fact]
    public async Task AddAsync_CancelledWhileWaiting_IsNotEncoded()
    {
        var encoder = new SlowEncoder();
        await using var batcher = Create(encoder);
        using var gone = new CancellationTokenSource();
        _ = await batcher.AddAsync(View(0), Token);
        await encoder.Began.WaitAsync(Token);
        var cancelled = await batcher.AddAsync(View(1), gone.Token);
        var kept = await batcher.AddAsync(View(2), Token);

        await gone.CancelAsync();
        encoder.LetGo();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(2, (await kept).View.Spatial[0]);
        Assert.Equal([1, 1], encoder.Batches);
    }

    [Fact]
    public async Task DisposeAsync_ViewsWait_EndsWhenTheyAreEmbedded()
    {
        var encoder = new SlowEncoder();
        var batcher = Create(encoder);
        encoder.LetGo();
        var view = await batcher.AddAsync(View(7), Token);

        await batcher.DisposeAsync();

        Assert.True(view.IsCompletedSuccessfully);
    }

    private static ViewBatcher Create(SlowEncoder encoder, int ahead = 16) =>
        new(encoder, TimeProvider.System, Options.Create(new EmbeddingOptions { ViewsAhead = ahead, ViewsPerBatch = 4 }));

    private static PreparedView View(byte number) => new([[number]]);

    /// <summary>Begins a batch and waits until it is let go.</summary>
    private sealed class SlowEncoder : IViewEncoder
    {
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _go = new();

        public int? FailsOn { get; init; }

        public List<int> Batches { get; } = [];

        public Task Began => _began.Task;

        public void LetGo() => _go.SetResult();

        public IReadOnlyList<(ViewEmbedding View, ArchiveFit Fit)> Encode(IReadOnlyList<PreparedView> views)
        {
            Batches.Add(views.Count);
            _ = _began.TrySetResult();
            _go.Task.WaitAsync(Token).GetAwaiter().GetResult();
            if (views.Any(view => view.Frames[0][0] == FailsOn))
                throw new InvalidOperationException("No.");
            return [.. views.Select(view => (new ViewEmbedding([view.Frames[0][0]], [0], []), ArchiveFit.None))];
        }
    }
}
