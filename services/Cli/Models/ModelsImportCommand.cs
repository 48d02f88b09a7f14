using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Models;

/// <summary><c>mote models import</c>: makes a bundle of published files that are here already.</summary>
internal static class ModelsImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var folders = new ModelFolders(terminal);
        var name = new Option<string>("--name") { Description = "Name of the new model", HelpName = "N", Required = true };
        var clip = new Option<string>("--clip") { Description = "The original CLIP: a .pt or .safetensors file, or a Hugging Face folder", HelpName = "FILE|DIR", Required = true };
        var mote = new Option<string?>("--mote") { Description = "The MoTE checkpoint; without it the model is plain CLIP", HelpName = "FILE" };
        var vocabulary = new Option<string?>("--vocab") { Description = "The tokenizer's vocabulary (bpe_simple_vocab_16e6.txt.gz); a Hugging Face folder has its own", HelpName = "FILE" };
        var classes = new Option<string?>("--classes") { Description = "Names of the fine-tuning classes, CSV with the columns id,name", HelpName = "FILE.csv" };
        var frames = new Option<int>("--frames") { Description = "Frames per view; published heads know only 8", HelpName = "T", DefaultValueFactory = _ => 8 };
        var half = new Option<bool>("--half") { Description = "Store matrices in half precision" };
        var replace = new Option<bool>("--replace") { Description = "Take the place of a model of the same name" };
        var licence = new Option<string?>("--licence") { Description = "Licence of the weights, for the manifest", HelpName = "TEXT" };
        var json = CommonOptions.Json();
        frames.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var count) && count is < 1 or > 1024)
                result.AddError("--frames takes a number from 1 to 1024.");
        });
        var command = new Command("import", "Makes a model of published files: patches the vision tower, merges the temporal experts, checks that it works")
        {
            name, clip, mote, vocabulary, classes, frames, half, replace, licence, folders.Models, folders.Data, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ModelImportRequest
            {
                Name = parsed.GetRequiredValue(name),
                Clip = parsed.GetRequiredValue(clip),
                Mote = parsed.GetValue(mote),
                Vocabulary = parsed.GetValue(vocabulary),
                Classes = parsed.GetValue(classes),
                FramesPerView = parsed.GetValue(frames),
                Half = parsed.GetValue(half),
                Replace = parsed.GetValue(replace),
                Licence = parsed.GetValue(licence),
            };
            var home = folders.Locate(parsed).HomeFolder;
            var listing = await ModelProgress.RunAsync(
                terminal,
                parsed.GetValue(json),
                progress => Task.Run(() => ModelImporter.Import(home, request, progress, cancellationToken), cancellationToken));
            ModelAnswer.Print(terminal, listing, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }
}
