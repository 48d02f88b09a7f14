using System.CommandLine;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.DeadLetters;

/// <summary>The id that names a dead letter.</summary>
internal static class DeadLetterId
{
    public static Argument<string> Argument() => new("ID") { Description = "Its id, as 'mote dlq list' shows it" };

    /// <summary>What is said where there is none of that id.</summary>
    public static UserErrorException Unknown(string id) => new($"No message {id} was given up: 'mote dlq list' shows those that were.");
}
