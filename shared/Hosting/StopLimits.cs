namespace MoTE.Indexing.Hosting;

/// <summary>How long the parts of a process may take to end once it is told to; each contains the one before, so that nobody is cut off while it waits for its own limit.</summary>
/// <param name="Consumers">Finishing what is in hand; who has not finished then is told to give up.</param>
/// <param name="Bus">Giving back what was given up, and closing the transport.</param>
/// <param name="Host">Everything else that was started; requests that are still answered are cut off then.</param>
/// <param name="Process">Letting go of what is left, such as a batch that the model computes; then the process ends as it is.</param>
public sealed record StopLimits(TimeSpan Consumers, TimeSpan Bus, TimeSpan Host, TimeSpan Process)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    /// <summary>For a process whose work is remembered elsewhere and goes on at the next start: consumers are told at once.</summary>
    public static StopLimits AtOnce { get; } = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));

    /// <summary>For a process that has time for what is in hand; whoever supervises it allows <see cref="Process"/> before it kills.</summary>
    public static StopLimits After(TimeSpan finishWithin) => new(finishWithin, finishWithin + Step, finishWithin + (Step * 1.5), finishWithin + (Step * 2));
}
