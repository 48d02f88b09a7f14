namespace MoTE.Indexing.Domain;

/// <summary>The model bundle that a deployment embeds with.</summary>
/// <param name="Fingerprint">Changes with everything that changes an embedding.</param>
/// <param name="Name">For people; two bundles may share it, never their fingerprints.</param>
public sealed record ModelIdentity(string Fingerprint, string Name);
