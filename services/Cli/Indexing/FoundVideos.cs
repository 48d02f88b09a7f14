namespace MoTE.Indexing.Cli.Indexing;

/// <summary>What a list of paths and addresses amounts to.</summary>
/// <param name="Videos">Videos to index, in order.</param>
/// <param name="PassedOver">Files in folders that do not look like videos.</param>
internal sealed record FoundVideos(IReadOnlyList<FoundVideo> Videos, int PassedOver);

/// <summary>One file or address.</summary>
/// <param name="Source">Absolute path or address; what the person wrote when it is neither.</param>
/// <param name="Complaint">Why it cannot be indexed, in one sentence; null when it can be tried.</param>
internal sealed record FoundVideo(string Source, string? Complaint);
