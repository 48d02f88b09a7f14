using System.CommandLine;

namespace MoTE.Indexing.Cli.CommandLine;

/// <summary>What is wrong with a command line, in sentences that help.</summary>
internal static class UsageFaults
{
    private const int FarthestTypo = 2;

    /// <summary>The first word that nothing takes, where there is one; else all that the commands complain about.</summary>
    public static IEnumerable<string> Of(ParseResult parsed) =>
        parsed.UnmatchedTokens is [var word, ..] ? [OfWord(word, parsed.CommandResult.Command)] : parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal);

    /// <summary>The command as it is typed.</summary>
    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : command is RootCommand ? "mote" : command.Name;

    private static string OfWord(string word, Command command)
    {
        var path = PathOf(command);
        if (word.StartsWith('-'))
            return $"'{path}' has no option '{word}'.{Guess(word, Options(command).Where(option => !option.Hidden).Select(option => option.Name))}";
        if (command.Subcommands.Count > 0)
            return $"'{path}' has no command '{word}'.{Guess(word, command.Subcommands.Select(one => one.Name))}";
        return command.Arguments.Count > 0
            ? $"'{path}' does not take '{word}' as well: put what belongs together into quotes."
            : $"'{path}' takes nothing but options, so '{word}' has no meaning.";
    }

    private static IEnumerable<Option> Options(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(Options).Where(option => option.Recursive));

    private static string Guess(string word, IEnumerable<string> names) =>
        names.Select(name => (Name: name, Distance: Distance(word, name))).Where(one => one.Distance <= FarthestTypo).OrderBy(one => one.Distance).FirstOrDefault().Name is { } meant
            ? $" Did you mean '{meant}'?"
            : "";

    /// <summary>Letters to add, drop, replace or swap with their neighbour until one word is the other.</summary>
    private static int Distance(string one, string other)
    {
        var steps = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    steps[i, j] = i + j;
                    continue;
                }

                var replaced = steps[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                steps[i, j] = Math.Min(replaced, 1 + Math.Min(steps[i - 1, j], steps[i, j - 1]));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    steps[i, j] = Math.Min(steps[i, j], 1 + steps[i - 2, j - 2]);
            }
        }

        return steps[one.Length, other.Length];
    }
}
