using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Serving;

/// <summary>What is served, and where.</summary>
/// <param name="Addresses">Where to listen.</param>
/// <param name="Bundle">The model.</param>
internal sealed record ServeRequest(ServeAddresses Addresses, ModelBundle Bundle);
