using System.Diagnostics.Metrics;

namespace MoTE.Indexing.Hosting.Telemetry;

/// <summary>What is measured of the pipeline. The names are what dashboards and alert rules rely on.</summary>
public static class PipelineMetrics
{
    private static readonly Meter Meter = new(Pipeline.Name);

    private static readonly Counter<long> EmbeddedSegments = Meter.CreateCounter<long>("mote.segments", "{segment}", "Segments that were embedded.");

    private static readonly Counter<long> SearchableVideos = Meter.CreateCounter<long>("mote.videos.searchable", "{video}", "Videos that became searchable.");

    private static readonly Counter<long> RejectedVideos = Meter.CreateCounter<long>("mote.videos.rejected", "{video}", "Videos that were rejected, by class of reason.");

    private static readonly Histogram<double> BatchFill = Meter.CreateHistogram(
        "mote.batch.fill", "1", "Views in a batch, as a share of those that fit.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1] });

    private static readonly Histogram<double> StageDuration = Meter.CreateHistogram(
        "mote.stage.duration",
        "s",
        "Time at work per stage: of a chunk, a video or a search.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250] });

    private static readonly Histogram<double> QueueAge = Meter.CreateHistogram(
        "mote.queue.age",
        "s",
        "Time from when a message was sent until it was taken from its queue.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 600, 1800, 3600, 14400, 86400] });

    private static readonly Gauge<int> HealthyChecks = Meter.CreateGauge<int>("mote.check.healthy", null, "Whether what a service needs answers: 1 or 0 for each check of its health.");

    /// <summary>Lets the counters begin: one that is not there before its first event hides that event from whoever asks for its growth.</summary>
    public static void Begin()
    {
        EmbeddedSegments.Add(0);
        SearchableVideos.Add(0);
        foreach (var reason in RejectReasons.All)
        {
            RejectedVideos.Add(0, new KeyValuePair<string, object?>("reason", reason));
        }
    }

    /// <summary>A segment was embedded.</summary>
    public static void SegmentEmbedded() => EmbeddedSegments.Add(1);

    /// <summary>A video became searchable.</summary>
    public static void VideoSearchable() => SearchableVideos.Add(1);

    /// <summary>A video was rejected.</summary>
    /// <param name="reason">One of <see cref="RejectReasons"/>.</param>
    public static void VideoRejected(string reason) => RejectedVideos.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>A batch was encoded.</summary>
    /// <param name="views">Views in it.</param>
    /// <param name="room">Views that fit.</param>
    public static void BatchEncoded(int views, int room) => BatchFill.Record((double)views / room);

    /// <summary>A stage was at work.</summary>
    /// <param name="stage">One of <see cref="Stages"/>.</param>
    /// <param name="time">How long.</param>
    public static void Took(string stage, TimeSpan time) => StageDuration.Record(time.TotalSeconds, new KeyValuePair<string, object?>("stage", stage));

    /// <summary>A check of a service's health was made.</summary>
    /// <param name="check">Its name.</param>
    /// <param name="isHealthy">Whether what it looks at answers.</param>
    public static void Checked(string check, bool isHealthy) => HealthyChecks.Record(isHealthy ? 1 : 0, new KeyValuePair<string, object?>("check", check));

    /// <summary>A message was taken from its queue.</summary>
    /// <param name="message">Its type's name.</param>
    /// <param name="age">Time since it was sent.</param>
    public static void Taken(string message, TimeSpan age) => QueueAge.Record(Math.Max(0, age.TotalSeconds), new KeyValuePair<string, object?>("message", message));
}
