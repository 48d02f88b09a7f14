namespace MoTE.Indexing.Domain;

/// <summary>A video as a file of this machine, for as long as it is held.</summary>
public interface ILocalVideo : IAsyncDisposable
{
    /// <summary>Absolute path; for reading only.</summary>
    string Path { get; }
}
