namespace MoTE.Indexing.Soak.Faults;

/// <summary>A fault that struck.</summary>
/// <param name="Name">What went wrong.</param>
/// <param name="After">When, from the beginning of the load.</param>
/// <param name="Lasted">Until it was put right: for a service or server that ended, until it was ready again.</param>
/// <param name="EndedBefore">Videos that were searchable or rejected before; null when nobody could say.</param>
internal sealed record StruckFault(string Name, TimeSpan After, TimeSpan Lasted, int? EndedBefore);
