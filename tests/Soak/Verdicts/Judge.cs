using System.Diagnostics;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Soak.Clips;
using MoTE.Indexing.Soak.Services;

namespace MoTE.Indexing.Soak.Verdicts;

/// <summary>Compares what a deployment holds with what it was given.</summary>
/// <param name="deployment">Judged.</param>
/// <param name="files">All that it accepted.</param>
/// <param name="undisturbed">What becomes of each master when nothing goes wrong.</param>
internal sealed class Judge(Deployment deployment, IReadOnlyList<LoadFile> files, IReadOnlyDictionary<Master, Undisturbed> undisturbed)
{
    private const int ExamplesShown = 5;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private readonly List<string> _lost = [];
    private readonly List<string> _double = [];
    private readonly List<string> _left = [];

    /// <summary>Waits until every file has come to its end and all is tidied up, and then judges; or judges what is so when the time is up.</summary>
    /// <param name="limit">For each of the two.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Verdict> JudgeAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var states = new VideoStates(deployment.Search);
        await UntilAsync(() => HaveEndedAsync(states, cancellationToken), limit, cancellationToken);
        await UntilAsync(() => IsTidyAsync(cancellationToken), limit, cancellationToken);
        var ended = await StatesAsync(states, cancellationToken);
        var segments = await IndexContents.ReadAsync(deployment.Backend.Index.Address, deployment.Name, cancellationToken);
        JudgeSegments(ended, segments);
        JudgeBlobs(ended, await BlobsAsync(cancellationToken));
        await JudgeQueuesAsync(cancellationToken);
        JudgeFolders();
        return new Verdict
        {
            Accepted = files.Count,
            Searchable = ended.Values.Count(state => state == VideoState.Searchable),
            Rejected = ended.Values.Count(state => state == VideoState.Rejected),
            SegmentsExpected = files.Sum(file => undisturbed[file.Master].Segments.Count),
            SegmentsFound = segments.Sum(video => video.Count()),
            Lost = _lost,
            Double = _double,
            Left = _left,
        };
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSo() && Stopwatch.GetElapsedTime(began) < limit)
        {
            await Task.Delay(LookEvery, cancellationToken);
        }
    }

    private static string Examples(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Take(ExamplesShown));

    private Task<BlobContents> BlobsAsync(CancellationToken cancellationToken) =>
        BlobContents.ReadAsync(deployment.Backend.Blobs.ConnectionString, deployment.Name, cancellationToken);

    // A video whose message was just replayed is still rejected: that all have ended is not enough, each has to have ended as it should.
    private async Task<bool> HaveEndedAsync(VideoStates states, CancellationToken cancellationToken) =>
        await states.CountEndedAsync(cancellationToken) >= files.Count
        && await states.CountSearchableAsync(cancellationToken) >= files.Count(file => file.Master.IsVideo);

    private async Task<bool> IsTidyAsync(CancellationToken cancellationToken)
    {
        // What the broker says of its queues may be some seconds old, of replayed dead letters too.
        var (blobs, broker) = (await BlobsAsync(cancellationToken), await BrokerContents.ReadAsync(deployment.VirtualHost, cancellationToken));
        return broker is { Waiting.Count: 0, Dead.Count: 0 }
            && !blobs.Of("incoming/").Any()
            && blobs.Of("uploads/").All(upload => upload.Value == 0);
    }

    private async Task<Dictionary<VideoId, VideoState>> StatesAsync(VideoStates states, CancellationToken cancellationToken)
    {
        var ended = new Dictionary<VideoId, VideoState>();
        foreach (var file in files)
        {
            var expected = file.Master.IsVideo ? VideoState.Searchable : VideoState.Rejected;
            if (await states.FindAsync(file.Id, cancellationToken) is not var (state, reason))
                _lost.Add($"{Path.GetFileName(file.Path)} was accepted and is not known.");
            else if (state != expected)
                _lost.Add($"{Path.GetFileName(file.Path)} is {state} and not {expected} ({reason}).");
            else if (state == VideoState.Rejected && string.IsNullOrWhiteSpace(reason))
                _lost.Add($"{Path.GetFileName(file.Path)} is rejected without a reason.");
            else
                ended[file.Id] = state;
        }

        return ended;
    }

    private void JudgeSegments(Dictionary<VideoId, VideoState> ended, ILookup<string, SegmentRow> segments)
    {
        foreach (var file in files.Where(file => file.Master.IsVideo))
        {
            var (name, found) = (Path.GetFileName(file.Path), segments[file.Id.Value].OrderBy(row => row.Number).ToList());
            if (found.GroupBy(row => row.Number).FirstOrDefault(same => same.Count() > 1) is { } same)
                _double.Add($"{name} has segment {same.Key} {same.Count()} times.");
            else if (!ended.ContainsKey(file.Id) || found.Count != undisturbed[file.Master].Segments.Count)
                _lost.Add($"{name} has {found.Count} of {undisturbed[file.Master].Segments.Count} segments.");
            else if (found.Zip(undisturbed[file.Master].Segments).Any(pair => !pair.First.IsSameAs(pair.Second)))
                _lost.Add($"{name} has other segments than in an undisturbed run.");
        }

        var videos = files.Where(file => file.Master.IsVideo).Select(file => file.Id.Value).ToHashSet();
        _double.AddRange(segments.Where(video => !videos.Contains(video.Key)).Select(video => $"{video.Key} has {video.Count()} segments and is not searchable."));
    }

    private void JudgeBlobs(Dictionary<VideoId, VideoState> ended, BlobContents blobs)
    {
        var ids = files.Select(file => file.Id.Value).ToHashSet();
        _lost.AddRange(files.Where(file => !blobs.VideoIds.Contains(file.Id.Value)).Select(file => $"The bytes of {Path.GetFileName(file.Path)} are not kept."));
        _left.AddRange(blobs.VideoIds.Except(ids).Select(id => $"The blob of video {id} belongs to nothing."));
        var masters = files.ToDictionary(file => file.Id.Value, file => file.Master);
        foreach (var video in blobs.ArtifactNames)
        {
            var expected = masters.TryGetValue(video.Key, out var master) ? undisturbed[master].Artifacts : new HashSet<string>();
            if (video.Except(expected).ToList() is { Count: > 0 } more)
                _left.Add($"Artifacts of video {video.Key} belong to nothing: {Examples(more)}.");
        }

        foreach (var file in files.Where(file => ended.GetValueOrDefault(file.Id) == VideoState.Searchable))
        {
            if (undisturbed[file.Master].Artifacts.Except(blobs.ArtifactNames[file.Id.Value]).ToList() is { Count: > 0 } missing)
                _lost.Add($"{Path.GetFileName(file.Path)} lacks artifacts: {Examples(missing)}.");
        }

        if (blobs.Of("incoming/").Select(blob => blob.Key).ToList() is { Count: > 0 } incoming)
            _left.Add($"{incoming.Count} blobs are still on their way: {Examples(incoming)}.");
        if (blobs.Of("uploads/").Where(upload => upload.Value > 0).Select(upload => upload.Key).ToList() is { Count: > 0 } uploads)
            _left.Add($"{uploads.Count} uploads have bytes that are not taken: {Examples(uploads)}.");
    }

    private async Task JudgeQueuesAsync(CancellationToken cancellationToken)
    {
        var broker = await BrokerContents.ReadAsync(deployment.VirtualHost, cancellationToken);
        _left.AddRange(broker.Waiting.Select(queue => $"{queue.Value} messages wait in {queue.Key}."));
        _left.AddRange(broker.Dead.Select(queue => $"{queue.Value} messages are given up in {queue.Key}."));
    }

    // Copies of videos in the cache are bounded by its own limit; what is half written belongs to nothing when all is done.
    private void JudgeFolders()
    {
        foreach (var service in deployment.Services)
        {
            var folder = Path.Combine(deployment.Folder, service.Name);
            var files = Directory.EnumerateFiles(Path.Combine(folder, "tmp"), "*", SearchOption.AllDirectories)
                .Concat(Directory.Exists(Path.Combine(folder, "cache")) ? Directory.EnumerateFiles(Path.Combine(folder, "cache"), "*.part") : [])
                .Where(file => !IsOfRuntime(file))
                .Select(file => Path.GetRelativePath(folder, file))
                .ToList();
            if (files.Count > 0)
                _left.Add($"{service.Name} left {files.Count} files: {Examples(files)}.");
        }
    }

    // Sockets and locks of the .NET runtime, one for each process that was killed.
    private static bool IsOfRuntime(string file) =>
        Path.GetFileName(file) is var name && (name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal) || name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal));
}
