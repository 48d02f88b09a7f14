using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Ingest.Watching;

/// <summary>Asks for every video of a folder to be taken in, once: those that are there at the start, and those that come, as soon as they are complete.</summary>
/// <remarks>
/// A file counts as complete when its length and time of the last change have stayed the same for a while. One that changes afterwards is asked for again.
/// Deleting a file changes nothing in the archive. A restart asks for everything again, which is harmless: the store knows files that look the same.
/// </remarks>
public sealed class FolderWatcher : BackgroundService
{
    private readonly IBus _bus;
    private readonly WatchOptions _options;
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly ILogger<FolderWatcher> _log;
    private readonly WatchedFolder _watched;
    private readonly SettlingFiles _files;
    private long? _walked;

    /// <summary>Prepares.</summary>
    /// <param name="bus">Takes the requests.</param>
    /// <param name="options">What is watched.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="log">Told what is asked for, and when the folder cannot be read.</param>
    public FolderWatcher(IBus bus, WatchOptions options, TimeProvider clock, ILogger<FolderWatcher> log)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(log);
        _bus = bus;
        _options = options;
        _folder = Full(options.Folder);
        _clock = clock;
        _log = log;
        _watched = new WatchedFolder(_folder, options.Except is null ? null : Full(options.Except));
        _files = new SettlingFiles(options.StableFor, clock);
    }

    /// <inheritdoc/>
    /// <exception cref="UserErrorException">There is no such folder.</exception>
    public override Task StartAsync(CancellationToken cancellationToken) => Directory.Exists(_folder)
        ? base.StartAsync(cancellationToken)
        : throw new UserErrorException($"There is no folder {_options.Folder} to watch.");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changes = Listen();
        using var timer = new PeriodicTimer(_options.LookEvery, _clock);
        do
        {
            foreach (var path in Candidates(changes))
            {
                if (_files.Look(path, FileStamp.Look(path)))
                    await AskAsync(path, stoppingToken).ConfigureAwait(false);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private FolderChanges? Listen()
    {
        try
        {
            return new FolderChanges(_folder);
        }
        catch (IOException cause)
        {
            FolderWatcherLog.NoReports(_log, cause, _folder, _options.WalkEvery);   // The system has no more watches to give, say.
            return null;
        }
    }

    private HashSet<string> Candidates(FolderChanges? changes)
    {
        Exception? lost = null;
        var candidates = _files.Settling.ToHashSet(StringComparer.Ordinal);
        foreach (var path in changes?.Take(out lost) ?? [])
        {
            // A folder that is moved in comes as one change.
            if (Directory.Exists(path))
                candidates.UnionWith(Walk(path) ?? []);
            else if (_watched.Counts(path))
                _ = candidates.Add(path);
        }

        if (lost is not null)
            FolderWatcherLog.ReportsLost(_log, lost, _folder);
        if (lost is null && _walked is { } last && _clock.GetElapsedTime(last) < _options.WalkEvery)
            return candidates;
        if (Walk(_folder) is { } present)
        {
            _files.Keep(present);
            candidates.UnionWith(present);
        }

        _walked = _clock.GetTimestamp();
        return candidates;
    }

    private HashSet<string>? Walk(string below)
    {
        try
        {
            return _watched.Walk(below).ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            FolderWatcherLog.Unreadable(_log, cause, below);   // A network folder that is away, say: the next walk tries again.
            return null;
        }
    }

    private Task AskAsync(string path, CancellationToken cancellationToken)
    {
        FolderWatcherLog.Complete(_log, path);
        return _bus.PublishAsync(new IngestVideo { RequestId = NewId.NextGuid(), Source = path, Collection = _options.Collection }, cancellationToken);
    }
}
