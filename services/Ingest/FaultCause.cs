using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest;

/// <summary>What is said to people of a failure: sentences are for them, what else failed is for the log.</summary>
internal static class FaultCause
{
    private const string Unknown = "something unexpected went wrong, and the log says what.";

    /// <summary>The sentence, where the failure has one.</summary>
    /// <param name="exceptionType">Full name of the failure's type.</param>
    /// <param name="message">What it says.</param>
    public static string Of(string exceptionType, string? message) =>
        message is not null && (exceptionType == typeof(StoreUnavailableException).FullName || exceptionType == typeof(UserErrorException).FullName) ? message : Unknown;
}
