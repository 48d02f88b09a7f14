using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Conversion;

namespace MoTE.Indexing.Search.Playback;

/// <summary>Converts videos that browsers cannot play, in the background: each once, a few at a time, the result kept in the cache.</summary>
/// <remarks>A conversion goes on when its client leaves: the next one finds it done. Disposing stops all of them.</remarks>
internal sealed class PlaybackConversions : IAsyncDisposable
{
    private const int FailuresMost = 1000;
    private const string Unexpected = "The video could not be converted; the server's log says why.";
    private readonly Lock _lock = new();
    private readonly Dictionary<VideoId, PlaybackConversion> _running = [];
    private readonly Dictionary<VideoId, PlaybackFailure> _failures = [];
    private readonly IVideoStore _store;
    private readonly PlaybackCache _cache;
    private readonly Mp4Converter _converter;
    private readonly PlaybackOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _places;
    private bool _stopped;

    /// <summary>Begins without any conversion; what an earlier process left half done is removed.</summary>
    public PlaybackConversions(
        IVideoStore store, PlaybackCache cache, Mp4Converter converter, IOptions<PlaybackOptions> options, TimeProvider clock, ILogger<PlaybackConversions> log)
    {
        (_store, _cache, _converter, _options, _clock, _log) = (store, cache, converter, options.Value, clock, log);
        _places = new SemaphoreSlim(_options.ConversionsMost);
        cache.ClearParts();
    }

    /// <summary>Asks for a video, and starts its conversion where there is none yet.</summary>
    public PlaybackState Request(VideoId id, Mp4Conversion conversion)
    {
        lock (_lock)
        {
            if (_cache.Find(id) is { } path)
                return new PlaybackState.Ready(path);
            if (_running.TryGetValue(id, out var running))
                return new PlaybackState.Converting(running.Done);
            if (_failures.TryGetValue(id, out var failure) && _clock.GetElapsedTime(failure.At) < _options.RetryAfter)
                return failure.IsOfTheStore ? new PlaybackState.Unavailable(failure.Reason) : new PlaybackState.Failed(failure.Reason);
            if (_stopped || _running.Count >= _options.ConversionsMost + _options.WaitingMost)
                return new PlaybackState.Busy();

            var started = new PlaybackConversion();
            _running.Add(id, started);
            started.Work = Task.Run(() => WorkAsync(id, conversion, started), CancellationToken.None);
            return new PlaybackState.Converting(TimeSpan.Zero);
        }
    }

    /// <summary>Stops a video's conversion and removes its result; for a video that is not in the store any more.</summary>
    public async Task ForgetAsync(VideoId id)
    {
        Task stopped;
        lock (_lock)
        {
            _ = _failures.Remove(id);
            stopped = _running.TryGetValue(id, out var running) ? running.StopAsync() : Task.CompletedTask;
        }

        await stopped;
        _ = _cache.Delete(id);
    }

    public async ValueTask DisposeAsync()
    {
        Task stopped;
        lock (_lock)
        {
            _stopped = true;
            stopped = Task.WhenAll(_running.Values.Select(running => running.StopAsync()).ToList());
        }

        await stopped;
        _places.Dispose();
    }

    private async Task WorkAsync(VideoId id, Mp4Conversion conversion, PlaybackConversion running)
    {
        var failure = await TryAsync(id, conversion, running);
        lock (_lock)
        {
            _ = _running.Remove(id);
            running.Dispose();
            _ = _failures.Remove(id);
            if (_failures.Count >= FailuresMost)
                _failures.Clear();
            if (failure is not null)
                _failures.Add(id, failure);
        }
    }

    // Null when it was converted or cancelled. Nobody awaits this but the end of the process, so whatever goes wrong is noted here.
    private async Task<PlaybackFailure?> TryAsync(VideoId id, Mp4Conversion conversion, PlaybackConversion running)
    {
        try
        {
            await _places.WaitAsync(running.Cancelled);
            try
            {
                await ConvertAsync(id, conversion, running);
            }
            finally
            {
                _ = _places.Release();
            }

            return null;
        }
        catch (OperationCanceledException) when (running.Cancelled.IsCancellationRequested)
        {
            return null;
        }
        catch (UserErrorException failure)
        {
            PlaybackLog.Failed(_log, id, failure.Message);
            return new PlaybackFailure(await ReasonAsync(id, failure), failure is StoreUnavailableException, _clock.GetTimestamp());
        }
#pragma warning disable CA1031 // The failure is logged, and told to whoever asks for the video.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            PlaybackLog.FailedUnexpectedly(_log, failure, id);
            return new PlaybackFailure(Unexpected, IsOfTheStore: false, _clock.GetTimestamp());
        }
    }

    // People know the video by its name, not by the name of its copy.
    private async Task<string> ReasonAsync(VideoId id, UserErrorException failure) =>
        failure is UnusableFileException file && await _store.FindAsync(id, CancellationToken.None) is { } stored ? file.Named(stored.Name).Message : failure.Message;

    private async Task ConvertAsync(VideoId id, Mp4Conversion conversion, PlaybackConversion running)
    {
        await using var file = await _store.OpenAsync(id, running.Cancelled);
        var part = _cache.Begin(id);
        PlaybackLog.Converting(_log, id, conversion.KeepsPicture, conversion.KeepsSound);
        try
        {
            await _converter.ConvertAsync(file.Path, part, conversion, running, running.Cancelled);
        }
        catch (UserErrorException failure) when (conversion != Mp4Conversion.Everything)
        {
            // Streams that do not fit into MP4 as they are, whatever their codecs: times are missing, parameters change.
            PlaybackLog.Failed(_log, id, failure.Message);
            await _converter.ConvertAsync(file.Path, part, Mp4Conversion.Everything, running, running.Cancelled);
        }

        _cache.Keep(id);
    }
}
