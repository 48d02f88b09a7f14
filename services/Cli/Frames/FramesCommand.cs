using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;

namespace MoTE.Indexing.Cli.Frames;

/// <summary><c>mote frames</c>: what a model sees of a video.</summary>
internal static class FramesCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The video" };
        var numbers = new Option<int[]>("--numbers")
        {
            Description = "Frame numbers, from 0 in presentation order, separated by commas",
            HelpName = "3,10,17",
            Required = true,
            CustomParser = Parse,
        };
        var output = new Option<string>("--out") { Description = "A folder for PNG pictures, or one file for samples [N,3,R,R] of 8 bits", HelpName = "DIR|FILE.safetensors", Required = true };
        var resolution = new Option<int>("--resolution") { Description = "Side of the picture that the model sees, in pixels", HelpName = "R", DefaultValueFactory = _ => FrameExport.DefaultResolution };
        resolution.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 4096)
                result.AddError("--resolution lies between 1 and 4096.");
        });
        var command = new Command("frames", "Writes what a model sees of a video's frames, before normalisation") { file, numbers, output, resolution };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var export = new FrameExport(parsed.GetRequiredValue(resolution));
            foreach (var path in await export.WriteAsync(parsed.GetRequiredValue(file), parsed.GetRequiredValue(numbers), parsed.GetRequiredValue(output), cancellationToken))
            {
                terminal.Output.WriteLine(path);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static int[] Parse(System.CommandLine.Parsing.ArgumentResult result)
    {
        var numbers = new List<int>();
        foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                numbers.Add(number);
            else
                result.AddError($"'{text}' is not a frame number: frames count from 0.");
        }

        return [.. numbers];
    }
}
