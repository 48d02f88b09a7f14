namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Where a run writes to.</summary>
/// <param name="Place">The data folder, as the person wrote it, or the address of the server.</param>
/// <param name="Json">Whether stdout gets JSON.</param>
/// <param name="Verbose">Whether stderr gets the services' log.</param>
internal sealed record IndexOutput(string Place, bool Json, bool Verbose);
