using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Serving;

/// <summary>What a person is told once the server listens.</summary>
internal static class ServeNotice
{
    public static async Task WriteAsync(ServeRequest request, IEnumerable<string> urls, DataFolder data, Terminal terminal, CancellationToken cancellationToken)
    {
        var counts = await data.Catalogue.CountAsync(request.Bundle.Fingerprint, cancellationToken);
        var segments = await data.Index.CountAsync(request.Bundle.Fingerprint, VideoFilter.None, cancellationToken);
        var videos = counts.ByState.Values.Sum();
        var waiting = counts.ByState.Where(state => state.Key is not (VideoState.Searchable or VideoState.Rejected)).Sum(state => state.Value);
        terminal.Output.WriteLine($"Archive   {Words.Count(videos, "video")} with {Words.Count(segments, "segment")} in {data.Layout.Root}, model {request.Bundle.Name}");
        if (waiting > 0)
            terminal.Output.WriteLine($"Going on  with {Words.Count(waiting, "unfinished video")}");
        foreach (var folder in request.Watched)
            terminal.Output.WriteLine($"Watching  {Path.GetFullPath(folder)}");
        foreach (var url in urls)
            terminal.Output.WriteLine($"Serving   {url}/ (REST: {url}/api/docs/)");
        terminal.Output.WriteLine("Ctrl+C stops; what is unfinished then goes on at the next start.");
        if (!request.Addresses.IsLoopback)
            terminal.Error.WriteLine("Beware: this listens beyond this machine, and there is no login. Whoever reaches it can search, add and delete.");
    }
}
