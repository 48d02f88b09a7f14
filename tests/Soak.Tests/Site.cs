using MoTE.Indexing.Servers;
using MoTE.Indexing.Soak.Services;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Soak.Tests;

/// <summary>The servers and the material of all tests of this program. The servers are installed ones, because they are going to be killed.</summary>
public sealed class Site : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private Backend? _backend;
    private Material? _material;

    /// <summary>The servers; skips the running test where they are missing, or fails it where servers are required.</summary>
    internal Backend Backend
    {
        get
        {
            if (_backend is null)
                MissingServer.SkipOrFail("backend", $"{Services.Backend.Missing()} Containers will not do, because the servers are killed and frozen.");
            return _backend!;
        }
    }

    /// <summary>Masters, a model, and what becomes of them when nothing goes wrong.</summary>
    internal Material Material => _material ?? throw new InvalidOperationException("The test goes on without servers.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Services.Backend.Missing() is not null)
            return;
        _material = await Material.PrepareAsync(_folder, SoakPlan.Short.Masters, TestContext.Current.CancellationToken);
        _backend = await Services.Backend.StartAsync(SoakPlan.Short.Seed, TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_backend is not null)
            await _backend.DisposeAsync();
        _folder.Dispose();
    }
}
