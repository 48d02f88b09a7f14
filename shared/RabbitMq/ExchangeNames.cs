using MassTransit;
using MoTE.Indexing.Contracts;

namespace MoTE.Indexing.RabbitMq;

/// <summary>The exchanges that messages are published to have short names that do not follow the code: <c>mote.video-indexed</c>.</summary>
/// <param name="others">Names what is no contract of this system.</param>
internal sealed class ExchangeNames(IEntityNameFormatter others) : IEntityNameFormatter
{
    private const string Prefix = "mote.";

    public string FormatEntityName<T>() => typeof(T).Assembly == typeof(IngestVideo).Assembly ? Of(typeof(T)) : others.FormatEntityName<T>();

    /// <summary>The exchange of a contract.</summary>
    public static string Of(Type contract) => Prefix + KebabCaseEndpointNameFormatter.Instance.SanitizeName(contract.Name);
}
