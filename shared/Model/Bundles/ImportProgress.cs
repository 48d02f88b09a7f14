namespace MoTE.Indexing.Model.Bundles;

/// <summary>How far an import is.</summary>
/// <param name="Step">What is being done, as a person would say it.</param>
/// <param name="Done">Units of this step done.</param>
/// <param name="Total">Units of this step in all; 0 where it has no parts.</param>
public readonly record struct ImportProgress(string Step, long Done = 0, long Total = 0);
