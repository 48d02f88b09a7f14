namespace MoTE.Indexing.Testing;

/// <summary>A new, empty folder that goes with all that is in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => FullPath = Directory.CreateTempSubdirectory("mote-test-").FullName;

    public string FullPath { get; }

    public string this[string relative] => Path.Combine(FullPath, relative);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
