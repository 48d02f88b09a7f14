namespace MoTE.Indexing.Soak.Faults;

/// <summary>Something that goes wrong and is put right again.</summary>
internal interface IFault
{
    /// <summary>What goes wrong, for the table.</summary>
    string Name { get; }

    /// <summary>Lets it go wrong, and returns when it is put right.</summary>
    Task StrikeAsync(CancellationToken cancellationToken);
}
