namespace MoTE.Indexing.Soak.Services;

/// <summary>Where the programs lie that were built together with this one.</summary>
internal static class ServicePrograms
{
    /// <summary>The program of a service: <c>Ingest</c>, <c>Embedding</c>, <c>Indexing</c>, <c>Search</c>.</summary>
    public static string Of(string service) => Find($"MoTE.Indexing.{service}.Host", $"mote-{service.ToLowerInvariant()}.dll");

    /// <summary>The command line.</summary>
    public static string Mote => Find("MoTE.Indexing.Cli", "mote.dll");

    // artifacts/bin/PROJECT/<configuration>/ lie side by side.
    private static string Find(string project, string program)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, program);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} was not built.");
    }
}
