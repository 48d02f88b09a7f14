using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search;

namespace MoTE.Indexing.Cli.Searching;

/// <summary><c>--like VIDEO@TIME</c>: answers shall be like a moment, in place of a text.</summary>
internal sealed class LikeOption
{
    private readonly Option<string?> _option = new("--like")
    {
        Description = "Find what looks and moves like this moment, in place of TEXT: a video's id (its first digits are enough) or path, @, and a time in it",
        HelpName = "VIDEO@TIME",
    };

    private LikeOption() => _option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && Parse(token.Value) is null)
            result.AddError($"'{token.Value}' is not a moment: expected a video, @, and seconds, M:SS or H:MM:SS, such as clips/a.mp4@0:10.");
    });

    /// <summary>Adds the option to a command; a text or it must be given.</summary>
    /// <param name="command">The command.</param>
    /// <param name="text">The command's text.</param>
    /// <param name="onlyWithText">Options that mean nothing without a text.</param>
    public static LikeOption AddTo(Command command, Argument<string?> text, params Option[] onlyWithText)
    {
        var like = new LikeOption();
        command.Add(like._option);
        command.Validators.Add(result =>
        {
            var (isText, isLike) = (result.GetValue(text) is not null, result.GetResult(like._option) is not null);
            if (!isText && !isLike)
                result.AddError("Nothing to search for is given: name a TEXT, or a moment with --like.");
            if (isText && isLike)
                result.AddError("TEXT and --like are two searches: give one of them.");
            foreach (var option in onlyWithText.Where(option => isLike && result.GetResult(option) is { Implicit: false }))
            {
                result.AddError($"{option.Name} belongs to a TEXT: it cannot be given with --like.");
            }
        });
        return like;
    }

    /// <summary>Whether it is given.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_option) is not null;

    /// <summary>The moment; null where none is given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="find">Finds the video that a person names.</param>
    public async Task<SearchExample?> ReadAsync(ParseResult parsed, Func<string, Task<VideoId>> find) =>
        parsed.GetValue(_option) is { } moment && Parse(moment) is var (video, at) ? new SearchExample(await find(video), at) : null;

    private static (string Video, TimeSpan At)? Parse(string text)
    {
        var split = text.LastIndexOf('@');
        return split > 0 && Words.Time(text[(split + 1)..]) is { } at ? (text[..split], at) : null;
    }
}
