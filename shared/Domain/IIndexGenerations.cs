namespace MoTE.Indexing.Domain;

/// <summary>Fills the index of every model anew beside the one that is searched.</summary>
public interface IIndexGenerations
{
    /// <summary>Begins a generation without a segment, and drops what earlier ones left that were never published.</summary>
    /// <remarks>One at a time: another one that is being filled ends with a failure.</remarks>
    Task<IIndexGeneration> BeginAsync(CancellationToken cancellationToken);
}
