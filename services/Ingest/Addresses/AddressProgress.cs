namespace MoTE.Indexing.Ingest.Addresses;

/// <summary>How far a download has come.</summary>
/// <param name="Source">The address as the request named it.</param>
/// <param name="ReceivedBytes">Bytes so far.</param>
/// <param name="TotalBytes">Bytes that the server announced; null when it did not.</param>
public sealed record AddressProgress(string Source, long ReceivedBytes, long? TotalBytes);
