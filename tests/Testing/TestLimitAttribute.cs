using System.Collections.Concurrent;
using System.Reflection;
using Xunit;
using Xunit.v3;

namespace MoTE.Indexing.Testing;

/// <summary>Cancels the token of a test that takes longer than any machine needs for it, so that a wait for what never comes fails where it waits.</summary>
/// <param name="minutes">How long a test may take.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TestLimitAttribute(double minutes) : BeforeAfterTestAttribute
{
    private readonly ConcurrentDictionary<string, Timer> _running = new();

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var context = TestContext.Current;
        _running[test.UniqueID] = new Timer(_ => context.CancelCurrentTest(), null, TimeSpan.FromMinutes(minutes), Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (_running.TryRemove(test.UniqueID, out var timer))
            timer.Dispose();
    }
}
