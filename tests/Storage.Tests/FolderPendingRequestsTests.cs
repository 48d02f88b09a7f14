using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Storage.Tests;

public sealed class FolderPendingRequestsTests : PendingRequestsContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IPendingRequests Requests => new FolderPendingRequests(new FolderLayout(_folder.Path));

    [Fact]
    public async Task ForgetAsync_TheLastOne_LeavesNoFile()
    {
        await Requests.KeepAsync(new PendingRequest(Guid.Empty, "https://example.org/a.mp4"), TestContext.Current.CancellationToken);
        await Requests.ForgetAsync("https://example.org/a.mp4", TestContext.Current.CancellationToken);

        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task KeepAsync_Any_IsForTheOwnerAlone()
    {
        await Requests.KeepAsync(new PendingRequest(Guid.Empty, "https://example.org/a.mp4?signature=secret"), TestContext.Current.CancellationToken);

        var file = Assert.Single(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));

        Assert.DoesNotContain("signature", file, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    public void Dispose() => _folder.Dispose();
}
