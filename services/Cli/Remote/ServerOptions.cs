using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>How patient commands are with a server.</summary>
internal sealed class ServerOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Server";

    /// <summary>Time that one answer, or one piece of an upload, may take.</summary>
    /// <value>Default 100 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Time for which a server that answered before may be away (a restart, a broken connection) while videos are uploaded or waited for.</summary>
    /// <value>Default 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan AwayAtMost { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time without news of a video after which its state is asked for.</summary>
    /// <value>Default 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan AskAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of an upload that are sent at a time; a piece that is lost is sent again.</summary>
    /// <value>Default 16 MiB.</value>
    [Range(64 << 10, 1 << 30)]
    public int PieceBytes { get; set; } = 16 << 20;
}
