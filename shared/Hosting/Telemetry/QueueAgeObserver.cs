using MassTransit;

namespace MoTE.Indexing.Hosting.Telemetry;

/// <summary>Measures how long messages waited in their queues.</summary>
/// <param name="clock">Time.</param>
public sealed class QueueAgeObserver(TimeProvider clock) : IConsumeObserver
{
    /// <inheritdoc/>
    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.SentTime is { } sent)
            PipelineMetrics.Taken(typeof(T).Name, clock.GetUtcNow() - new DateTimeOffset(sent, TimeSpan.Zero));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
