using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Storage;

/// <summary>A video that is a file of this machine anyway: there is nothing to give back.</summary>
/// <param name="Path">Absolute path.</param>
internal sealed record LocalVideo(string Path) : ILocalVideo
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
