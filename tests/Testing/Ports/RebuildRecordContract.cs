using MoTE.Indexing.Domain;
using Xunit;

namespace MoTE.Indexing.Testing.Ports;

/// <summary>What every adapter of <see cref="IRebuildRecord"/> does.</summary>
public abstract class RebuildRecordContract
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 18, 30, 0, TimeSpan.Zero);

    protected abstract IRebuildRecord Record { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindAsync_NothingAsked_IsNull() => Assert.Null(await Record.FindAsync(Token));

    [Fact]
    public async Task ChangeAsync_EveryProperty_ComesBack()
    {
        var rebuild = Rebuild.New(Now) with
        {
            State = RebuildState.Failed,
            Worker = Guid.NewGuid(),
            AliveAt = Now.AddSeconds(1),
            Videos = 3,
            Found = 5,
            Segments = 70_000_000_000,
            UnfinishedCount = 2,
            Unfinished = [Examples.Id(1).Value, Examples.Id(2).Value],
            Reason = "No room.",
            EndedAt = Now.AddSeconds(2),
        };

        Assert.True((await Record.ChangeAsync(_ => rebuild, Token)).IsChanged);

        Assert.Equivalent(rebuild, await Record.FindAsync(Token), strict: true);
    }

    [Fact]
    public async Task ChangeAsync_Null_LeavesAllAsItIs()
    {
        Assert.Equal((false, null), await Record.ChangeAsync(_ => null, Token));
        var rebuild = Rebuild.New(Now);
        _ = await Record.ChangeAsync(_ => rebuild, Token);

        var (isChanged, now) = await Record.ChangeAsync(_ => null, Token);

        Assert.False(isChanged);
        Assert.Equal(rebuild.Id, now!.Id);
    }

    [Fact]
    public async Task ChangeAsync_ManyAtOnce_NobodysChangeIsLost()
    {
        const int Workers = 8;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(
            () => Record.ChangeAsync(before => (before ?? Rebuild.New(Now)) with { Videos = (before?.Videos ?? 0) + 1 }, Token), Token)));

        Assert.Equal(Workers, (await Record.FindAsync(Token))!.Videos);
    }

    [Fact]
    public async Task ChangeAsync_ManyAskAtOnce_OneIsNew()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Record.ChangeAsync(before => before is null ? Rebuild.New(Now) : null, Token), Token)));

        Assert.Single(asked, answer => answer.IsChanged);
        Assert.Single(asked.Select(answer => answer.Now!.Id).Distinct());
    }
}
