using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>A copy of a video that stays where it is until this is disposed.</summary>
/// <param name="path">Absolute path.</param>
/// <param name="giveBack">Called once.</param>
internal sealed class LeasedVideo(string path, Action giveBack) : ILocalVideo
{
    private Action? _giveBack = giveBack;

    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _giveBack, null)?.Invoke();
        return ValueTask.CompletedTask;
    }
}
