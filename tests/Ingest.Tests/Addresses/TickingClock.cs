using Microsoft.Extensions.Time.Testing;

namespace MoTE.Indexing.Ingest.Tests.Addresses;

/// <summary>A clock that moves on whenever somebody looks at it.</summary>
/// <param name="step">By how much.</param>
internal sealed class TickingClock(TimeSpan step) : FakeTimeProvider
{
    public override long GetTimestamp()
    {
        Advance(step);
        return base.GetTimestamp();
    }
}
