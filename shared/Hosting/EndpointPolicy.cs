using MassTransit;

namespace MoTE.Indexing.Hosting;

/// <summary>What all endpoints do about failures.</summary>
public static class EndpointPolicy
{
    private const int Attempts = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Tries again, up to three times and with growing waits, what may go well a moment later, and nothing else.</summary>
    public static void RetryTransientFaults(this IReceiveEndpointConfigurator endpoint) => endpoint.UseMessageRetry(retry =>
    {
        retry.Exponential(Attempts, FirstWait, LongestWait, FirstWait);
        retry.Handle<Exception>(TransientFaults.Includes);
    });

    /// <summary>Whether what fails now and may go well a moment later is not tried again.</summary>
    public static bool IsLastAttempt(this ConsumeContext context) => context.GetRetryAttempt() >= Attempts;
}
