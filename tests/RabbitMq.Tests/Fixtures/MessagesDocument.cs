using System.Text.RegularExpressions;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.RabbitMq.Tests.Fixtures;

/// <summary><c>infra/docs/messages.md</c>: what it shows is what is tested.</summary>
internal static partial class MessagesDocument
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "infra", "docs", "messages.md"));

    /// <summary>The only block of a language.</summary>
    public static string Block(string language) => Assert.Single(Blocks(language)).Groups["text"].Value;

    /// <summary>The sample of a contract.</summary>
    public static string Sample(string contract) =>
        Assert.Single(Blocks("json"), block => Text[..block.Index].TrimEnd().EndsWith($"`{contract}`:", StringComparison.Ordinal)).Groups["text"].Value.TrimEnd();

    /// <summary>An example for a broker and a file that are there.</summary>
    public static string Applied(string example, VirtualHost broker, string file) => example
        .Replace("http://127.0.0.1:15672", broker.Management.ToString().TrimEnd('/'), StringComparison.Ordinal)
        .Replace("amqp://guest:guest@127.0.0.1:5672/%2F", broker.Address.ToString(), StringComparison.Ordinal)
        .Replace("guest:guest", broker.Address.UserInfo, StringComparison.Ordinal)
        .Replace("%2F", broker.Name, StringComparison.Ordinal)
        .Replace("/videos/park.mp4", file, StringComparison.Ordinal);

    private static IEnumerable<Match> Blocks(string language) => Fence().Matches(Text).Where(block => block.Groups["language"].Value == language);

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
