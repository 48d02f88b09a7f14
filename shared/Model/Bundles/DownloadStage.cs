namespace MoTE.Indexing.Model.Bundles;

/// <summary>What a download is doing.</summary>
public enum DownloadStage
{
    /// <summary>Hashing what an earlier run left behind.</summary>
    Checking,

    /// <summary>Receiving.</summary>
    Downloading,

    /// <summary>Waiting before the next attempt.</summary>
    Waiting,

    /// <summary>Complete, and verified where a hash is known.</summary>
    Done,
}
