using MoTE.Indexing.RabbitMq.DeadLetters;

namespace MoTE.Indexing.Cli.DeadLetters;

/// <summary>A dead letter in <c>mote dlq list --json</c>.</summary>
internal sealed record DeadLetterLine(string Id, string Queue, string? Message, string Reason, string? Failure, DateTimeOffset? At)
{
    public static DeadLetterLine Of(DeadLetter letter) => new(letter.Id, letter.Queue, letter.Message, letter.Reason, letter.Failure, letter.At);
}
