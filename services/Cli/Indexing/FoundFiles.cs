namespace MoTE.Indexing.Cli.Indexing;

/// <summary>What a list of paths amounts to.</summary>
/// <param name="Files">Videos to index, in order.</param>
/// <param name="PassedOver">Files in folders that do not look like videos.</param>
internal sealed record FoundFiles(IReadOnlyList<FoundFile> Files, int PassedOver);

/// <summary>One file.</summary>
/// <param name="Path">Absolute path; what the person wrote when there is no such file.</param>
/// <param name="Complaint">Why it cannot be indexed, in one sentence; null when it can be tried.</param>
internal sealed record FoundFile(string Path, string? Complaint);
