using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Serving;

/// <summary>What is served, and where.</summary>
/// <param name="Addresses">Where to listen.</param>
/// <param name="Bundle">The model.</param>
/// <param name="Watched">Folders whose videos are taken in as they come.</param>
/// <param name="Collection">The collection to put those into; null for the default one.</param>
/// <param name="Networks">Private networks that may be fetched from.</param>
/// <param name="Verbose">Whether stderr gets the services' log; otherwise only what is wrong.</param>
internal sealed record ServeRequest(ServeAddresses Addresses, ModelBundle Bundle, IReadOnlyList<string> Watched, string? Collection, IReadOnlyList<string> Networks, bool Verbose);
