namespace MoTE.Indexing.Hosting.Tests;

public sealed class KeyedLockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AcquireAsync_HeldKey_WaitsUntilItIsReleased()
    {
        var locks = new KeyedLock<string>();
        var first = await locks.AcquireAsync("a", Token);

        var second = locks.AcquireAsync("a", Token);

        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task AcquireAsync_OtherKey_DoesNotWait()
    {
        var locks = new KeyedLock<string>();
        using var first = await locks.AcquireAsync("a", Token);

        using var second = await locks.AcquireAsync("b", Token);
    }

    [Fact]
    public async Task AcquireAsync_FromManySides_LetsOneInAtATime()
    {
        var locks = new KeyedLock<int>();
        var (inside, most, total) = (0, 0, 0);

        await Parallel.ForAsync(0, 200, Token, async (_, token) =>
        {
            using var held = await locks.AcquireAsync(7, token);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            total++;
            _ = Interlocked.Decrement(ref inside);
        });

        Assert.Equal((1, 200), (most, total));
    }

    [Fact]
    public async Task AcquireAsync_CancelledWhileWaiting_LeavesTheKeyUsable()
    {
        var locks = new KeyedLock<string>();
        using var gone = new CancellationTokenSource();
        var first = await locks.AcquireAsync("a", Token);
        var second = locks.AcquireAsync("a", gone.Token);

        await gone.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();
        (await locks.AcquireAsync("a", Token)).Dispose();
    }

    [Fact]
    public async Task Dispose_Twice_ReleasesOnce()
    {
        var locks = new KeyedLock<string>();
        var first = await locks.AcquireAsync("a", Token);
        first.Dispose();
        first.Dispose();
        using var second = await locks.AcquireAsync("a", Token);

        Assert.False(locks.AcquireAsync("a", Token).IsCompleted);
    }
}
