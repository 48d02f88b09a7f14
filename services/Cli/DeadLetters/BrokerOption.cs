using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Domain;
using MoTE.Indexing.RabbitMq.DeadLetters;

namespace MoTE.Indexing.Cli.DeadLetters;

/// <summary><c>--broker ADDRESS</c>.</summary>
internal sealed class BrokerOption
{
    private const string Variable = "MOTE_BROKER";

    private readonly Terminal _terminal;

    public BrokerOption(Terminal terminal)
    {
        _terminal = terminal;
        Option = new Option<string?>("--broker") { Description = $"Address of the broker, such as amqp://user:password@host:5672/ (${Variable})", HelpName = "ADDRESS" };
    }

    public Option<string?> Option { get; }

    /// <summary>Connects to the broker that a command line names.</summary>
    /// <exception cref="UserErrorException">It names none, or the broker does not let it in.</exception>
    public Task<DeadLetterQueues> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if ((parsed.GetValue(Option) ?? _terminal.Variable(Variable)) is not { } text)
            throw new UserErrorException($"Which broker? Name it with --broker amqp://user:password@host:5672/ or in ${Variable}.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("amqp" or "amqps"))
            throw new UserErrorException("That is no address of a broker: expected something like amqp://user:password@host:5672/.");     // not repeated: it may hold a password
        return DeadLetterQueues.OpenAsync(address, cancellationToken);
    }
}
