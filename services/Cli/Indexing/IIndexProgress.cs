using MoTE.Indexing.Ingest.Addresses;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Hears of every step of indexing, from several threads.</summary>
internal interface IIndexProgress
{
    /// <summary>A file is opened, or an address is fetched.</summary>
    void Started(string source);

    /// <summary>How far a download has come.</summary>
    void Fetched(AddressProgress progress);

    /// <summary>How many bytes of a file a server has.</summary>
    void Sent(string source, long sentBytes, long totalBytes);

    /// <summary>How far a video has come; told again whenever that changes.</summary>
    void Advanced(string source, VideoProgress progress);

    /// <summary>It is done, one way or the other.</summary>
    void Finished(IndexOutcome outcome);
}
