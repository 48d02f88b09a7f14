using System.CommandLine;
using MoTE.Indexing.Cli.Benchmarking;
using MoTE.Indexing.Cli.DeadLetters;
using MoTE.Indexing.Cli.Demo;
using MoTE.Indexing.Cli.Frames;
using MoTE.Indexing.Cli.Indexing;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Cli.Rebuilding;
using MoTE.Indexing.Cli.Searching;
using MoTE.Indexing.Cli.Segments;
using MoTE.Indexing.Cli.Serving;
using MoTE.Indexing.Cli.Status;
using MoTE.Indexing.Cli.Tokenizing;

namespace MoTE.Indexing.Cli.CommandLine;

/// <summary>Every command of <c>mote</c>.</summary>
internal static class MoteCommands
{
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("Finds moments in videos by what they show: index videos once, then search them with any phrase.");
        root.Add(IndexCommand.Create(terminal));
        root.Add(SearchCommand.Create(terminal));
        root.Add(ServeCommand.Create(terminal));
        root.Add(StatusCommand.Create(terminal));
        root.Add(DeleteCommand.Create(terminal));
        root.Add(ReindexCommand.Create(terminal));
        root.Add(DlqCommand.Create(terminal));
        root.Add(ModelsCommand.Create(terminal, TrainDemoCommand.Create(terminal), CalibrateDemoCommand.Create(terminal)));
        root.Add(EvalCommand.Create(terminal));
        root.Add(SegmentsCommand.Create(terminal));
        root.Add(FramesCommand.Create(terminal));
        root.Add(TokenizeCommand.Create(terminal));
        root.Add(BenchCommand.Create(terminal));
        root.Add(CompletionCommand.Create(terminal));
        return root;
    }
}
