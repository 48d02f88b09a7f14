using System.Diagnostics;

namespace MoTE.Indexing.Hosting.Telemetry;

/// <summary>Spans of the pipeline. The bus carries the trace from service to service, so that all spans of one video are one trace.</summary>
public static class Pipeline
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "MoTE.Indexing";

    /// <summary>Tag of a span: the video's identity.</summary>
    public const string VideoTag = "mote.video";

    /// <summary>Tag of a span: the chunk, from 0.</summary>
    public const string ChunkTag = "mote.chunk";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Begins the span of a stage; it ends when it is disposed. Null when nobody listens.</summary>
    /// <param name="stage">One of <see cref="Stages"/>.</param>
    /// <param name="video">The video; null where there is none.</param>
    /// <param name="chunk">The chunk, from 0; null where there is none.</param>
    public static Activity? Begin(string stage, string? video = null, int? chunk = null)
    {
        var span = Source.StartActivity(stage);
        if (video is not null)
            _ = span?.SetTag(VideoTag, video);
        if (chunk is { } number)
            _ = span?.SetTag(ChunkTag, number);
        return span;
    }

    /// <summary>Does the work of a stage in a span, and measures how long it takes.</summary>
    public static async Task<T> RunAsync<T>(string stage, string? video, int? chunk, Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var span = Begin(stage, video, chunk);
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            _ = span?.SetStatus(ActivityStatusCode.Error, failure.Message);
            throw;
        }
        finally
        {
            PipelineMetrics.Took(stage, Stopwatch.GetElapsedTime(started));
        }
    }
}
