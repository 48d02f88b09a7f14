namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Where a run writes to.</summary>
/// <param name="DataFolder">The data folder, as the person wrote it.</param>
/// <param name="Json">Whether stdout gets JSON.</param>
/// <param name="Verbose">Whether stderr gets the services' log.</param>
internal sealed record IndexOutput(string DataFolder, bool Json, bool Verbose);
