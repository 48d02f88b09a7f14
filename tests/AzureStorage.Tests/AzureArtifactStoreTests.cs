using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.AzureStorage.Tests;

public sealed class AzureArtifactStoreTests : ArtifactStoreContract, IDisposable
{
    private readonly Lazy<TestStorage> _storage;

    public AzureArtifactStoreTests(AzuriteServer server) => _storage = new Lazy<TestStorage>(() => new TestStorage(server.ConnectionString));

    protected override IArtifactStore Store => Storage.Artifacts;

    private TestStorage Storage => _storage.Value;

    public void Dispose()
    {
        if (_storage.IsValueCreated)
            Storage.Dispose();
    }

    [Fact]
    public async Task PutAsync_Artifact_IsOneBlobUnderItsVideo()
    {
        await PutAsync(1, "0123456789ab/chunk-0000.safetensors", 1);

        Assert.Equal([$"artifacts/{Examples.Id(1)}/0123456789ab/chunk-0000.safetensors"], await Storage.NamesAsync(""));
    }
}
