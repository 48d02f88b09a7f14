using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Storage;

/// <summary>Requests in a data folder: the files <c>requests/HASH-OF-SOURCE.json</c>, readable by the owner alone, because addresses may hold signatures.</summary>
public sealed class FolderPendingRequests : IPendingRequests
{
    private const string Extension = ".json";
    private readonly FolderLayout _layout;
    private readonly DurableFolder _folder;

    /// <summary>Opens the store; folders are made when something is kept.</summary>
    /// <param name="layout">The data folder.</param>
    public FolderPendingRequests(FolderLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        _layout = layout;
        _folder = new DurableFolder(layout, layout.Requests);
    }

    /// <inheritdoc/>
    public Task KeepAsync(PendingRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        using var place = _folder.Begin();
        var file = place.File("request");
        DurableFolder.Write(file, JsonSerializer.SerializeToUtf8Bytes(request));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _folder.PutFile(file, PathOf(request.Source));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PendingRequest>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<PendingRequest>>(Directory.Exists(_layout.Requests)
            ? [.. Directory.EnumerateFiles(_layout.Requests, "*" + Extension).Select(Read).OfType<PendingRequest>().OrderBy(request => request.Source, StringComparer.Ordinal)]
            : []);
    }

    /// <inheritdoc/>
    public Task<bool> ForgetAsync(string source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(source);
        if (!File.Exists(path))
            return Task.FromResult(false);
        _folder.DeleteFile(path);
        return Task.FromResult(true);
    }

    private static PendingRequest? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<PendingRequest>(File.ReadAllBytes(path));
        }
        catch (FileNotFoundException)
        {
            return null;    // answered meanwhile
        }
    }

    private string PathOf(string source) => Path.Combine(_layout.Requests, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source))) + Extension);
}
