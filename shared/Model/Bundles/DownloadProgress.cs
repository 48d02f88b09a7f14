namespace MoTE.Indexing.Model.Bundles;

/// <summary>How far a download is.</summary>
/// <param name="FileName">The file.</param>
/// <param name="Stage">What is being done.</param>
/// <param name="DoneBytes">Bytes on disk so far, those of earlier runs included; while checking, bytes hashed.</param>
/// <param name="TotalBytes">Length of the file; null while unknown.</param>
/// <param name="Note">While waiting: why, in one sentence.</param>
public readonly record struct DownloadProgress(string FileName, DownloadStage Stage, long DoneBytes, long? TotalBytes, string? Note = null);
