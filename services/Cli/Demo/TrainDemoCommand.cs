using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Demo.Clips;
using MoTE.Indexing.Demo.Recipe;

namespace MoTE.Indexing.Cli.Demo;

/// <summary><c>mote models train-demo</c>: makes the demo model from nothing, and the sample videos.</summary>
internal static class TrainDemoCommand
{
    public static Command Create(Terminal terminal)
    {
        var seed = new Option<int>("--seed") { Description = "Draws every scene, caption and first value", HelpName = "N", DefaultValueFactory = _ => new DemoRecipeOptions().Seed };
        var output = new Option<string>("--out") { Description = "Folder of bundles that receives the model 'demo'", HelpName = "DIR", Required = true };
        var work = new Option<string>("--work") { Description = "Folder of checkpoints; an interrupted training goes on from here", HelpName = "DIR", DefaultValueFactory = _ => "./demo-training" };
        var samples = new Option<string?>("--samples") { Description = "Also render the sample videos into this folder", HelpName = "DIR" };
        var samplesOnly = new Option<bool>("--samples-only") { Description = "Render the sample videos and train nothing" };
        var command = new Command("train-demo", "Trains the demo model on videos that it renders itself; takes hours on two cores")
        {
            seed, output, work, samples, samplesOnly,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(samples) is { } folder)
            {
                foreach (var path in await SampleClips.WriteAsync(folder, cancellationToken))
                    terminal.Output.WriteLine(path);
            }

            if (parsed.GetValue(samplesOnly))
                return ExitCode.Done;

            var line = new StageLine(terminal);
            var recipe = new DemoRecipe(new DemoRecipeOptions { Seed = parsed.GetValue(seed) }, parsed.GetRequiredValue(work), TimeProvider.System);
            var bundle = await Task.Run(
                () => recipe.RunAsync(parsed.GetRequiredValue(output), new Reporter(line), cancellationToken),
                cancellationToken);
            terminal.Output.WriteLine(bundle);
            return ExitCode.Done;
        });
        return command;
    }

    private sealed class Reporter(StageLine line) : IProgress<RecipeProgress>
    {
        public void Report(RecipeProgress value) => line.Show(value.Stage, value.Done, value.Total, value.Note);
    }
}
