namespace MoTE.Indexing.Hosting.Telemetry;

/// <summary>Why videos are rejected, in classes; values of the tag <c>reason</c>. The sentences are in the catalogue.</summary>
public static class RejectReasons
{
    /// <summary>Its bytes cannot be had: no such address, too large, not allowed.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>It is no video that can be read.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>It cannot be decoded.</summary>
    public const string Undecodable = "undecodable";

    /// <summary>Its message became a dead letter: a service gave up on it, or each process that worked on it ended.</summary>
    public const string GivenUp = "given-up";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Unavailable, Unreadable, Undecodable, GivenUp];
}
