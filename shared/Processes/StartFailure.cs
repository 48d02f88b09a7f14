using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Processes;

/// <summary>Says in words why a service cannot start.</summary>
internal static class StartFailure
{
    /// <returns>Null for what only a programmer can make sense of.</returns>
    public static string? Explain(Exception failure) => failure switch
    {
        _ when Settings(failure) is { Count: > 0 } settings => Complain(settings),
        UserErrorException => failure.Message,
        InvalidOperationException when failure.Message.Contains("configuration value", StringComparison.Ordinal) => failure.Message,
        _ when SocketErrorOf(failure) == SocketError.AddressAlreadyInUse => $"{failure.Message} Another program listens there already: choose another address.",
        _ => null,
    };

    private static List<string> Settings(Exception failure) => failure switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        AggregateException { InnerExceptions: var several } when several.All(one => one is OptionsValidationException) => [.. several.SelectMany(Settings)],
        _ => [],
    };

    private static string Complain(List<string> settings)
    {
        var text = new StringBuilder(settings.Count == 1 ? "A setting is wrong:" : $"{settings.Count} settings are wrong:");
        foreach (var setting in settings)
            _ = text.AppendLine().Append("  ").Append(setting);
        return text.ToString();
    }

    private static SocketError? SocketErrorOf(Exception? failure) => failure switch
    {
        null => null,
        SocketException socket => socket.SocketErrorCode,
        _ => SocketErrorOf(failure.InnerException),
    };
}
