using Xunit;

namespace MoTE.Indexing.Servers;

/// <summary>What happens to a test whose server is nowhere to be had.</summary>
public static class MissingServer
{
    /// <summary>Set to 1 where every server must be there, as in continuous integration.</summary>
    public const string RequireVariable = "MOTE_REQUIRE_SERVERS";

    /// <summary>Skips the running test with a reason, or fails it where servers are required.</summary>
    /// <param name="server">Its name, for people.</param>
    /// <param name="reason">What was looked for, and how the server can be had: one sentence.</param>
    public static void SkipOrFail(string server, string reason)
    {
        var sentence = $"There is no {server} to test with: {reason}";
        if (Environment.GetEnvironmentVariable(RequireVariable) == "1")
            Assert.Fail(sentence);
        Assert.Skip(sentence);
    }
}
