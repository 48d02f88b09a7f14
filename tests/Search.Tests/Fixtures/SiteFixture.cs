namespace MoTE.Indexing.Search.Tests.Fixtures;

/// <summary>One site for all tests of a class that do not change it.</summary>
public sealed class SiteFixture : IAsyncLifetime
{
    internal Site Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await Site.StartAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
