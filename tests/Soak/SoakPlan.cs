namespace MoTE.Indexing.Soak;

/// <summary>How much load, and what goes wrong meanwhile.</summary>
internal sealed record SoakPlan
{
    /// <summary>Long enough to be believed: every service is killed several times.</summary>
    public static SoakPlan Long { get; } = new()
    {
        Masters = 8,
        Files = 240,
        Pause = TimeSpan.FromSeconds(3),
        Kills = 30,
        ServerRestarts = 2,
        Freeze = TimeSpan.FromSeconds(60),
        Refusal = TimeSpan.FromSeconds(20),
        Alarm = TimeSpan.FromSeconds(20),
        LongestPauseBetweenFaults = TimeSpan.FromSeconds(12),
        SettleLimit = TimeSpan.FromMinutes(15),
    };

    /// <summary>Short enough for the suite: everything happens at least once.</summary>
    public static SoakPlan Short { get; } = new()
    {
        Masters = 4,
        Files = 28,
        Pause = TimeSpan.FromSeconds(2),
        Kills = 4,
        ServerRestarts = 1,
        Freeze = TimeSpan.FromSeconds(10),
        Refusal = TimeSpan.FromSeconds(4),
        Alarm = TimeSpan.FromSeconds(5),
        LongestPauseBetweenFaults = TimeSpan.FromSeconds(3),
        SettleLimit = TimeSpan.FromMinutes(5),
    };

    /// <summary>Different videos; every file is a copy of one with bytes of its own.</summary>
    public required int Masters { get; init; }

    /// <summary>Files that are handed in; of every seven or so, one is no video.</summary>
    public required int Files { get; init; }

    /// <summary>Between two files.</summary>
    public required TimeSpan Pause { get; init; }

    /// <summary>Kills of services, each as often as the others.</summary>
    public required int Kills { get; init; }

    /// <summary>How often each server is ended and started again.</summary>
    public required int ServerRestarts { get; init; }

    /// <summary>How long Elasticsearch stands still.</summary>
    public required TimeSpan Freeze { get; init; }

    /// <summary>How long it says that it is overloaded, for each of the two answers.</summary>
    public required TimeSpan Refusal { get; init; }

    /// <summary>How long the broker has its memory alarm.</summary>
    public required TimeSpan Alarm { get; init; }

    /// <summary>Between two faults.</summary>
    public required TimeSpan LongestPauseBetweenFaults { get; init; }

    /// <summary>How long it may take until everything is done after the last fault.</summary>
    public required TimeSpan SettleLimit { get; init; }

    /// <summary>Decides what comes when.</summary>
    public int Seed { get; init; } = 20_261_124;
}
