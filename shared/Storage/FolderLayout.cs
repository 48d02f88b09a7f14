using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Storage;

/// <summary>Where things lie in a data folder.</summary>
/// <param name="Root">The data folder, absolute.</param>
public sealed record FolderLayout(string Root)
{
    /// <summary>Bytes of videos, or references to them.</summary>
    public string Videos => Path.Combine(Root, "videos");

    /// <summary>What was derived from videos.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>Uploads that are not finished.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>Videos converted for browsers; they can be made anew at any time.</summary>
    public string Playback => Path.Combine(Root, "playback");

    /// <summary>Requests whose bytes are not here yet.</summary>
    public string Requests => Path.Combine(Root, "requests");

    /// <summary>Files on their way to another place; whatever an earlier process left here is rubbish.</summary>
    public string Temporary => Path.Combine(Root, "tmp");

    /// <summary>The folder of a video's artifacts.</summary>
    public string ArtifactsOf(VideoId id) => Path.Combine(Artifacts, id.Value[..2], id.Value);

    /// <summary>Deletes what a killed process left on its way. Only the holder of the data folder's lock may call this, before anything is written.</summary>
    /// <exception cref="StoreUnavailableException">The data folder cannot be written.</exception>
    public void ClearTemporary() => WriteFailure.Guard(() =>
    {
        if (Directory.Exists(Temporary))
            Directory.Delete(Temporary, recursive: true);
    });
}
