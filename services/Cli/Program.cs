using MoTE.Indexing.Cli.CommandLine;

return await Mote.RunAsync(args, Terminal.OfThisProcess(), CancellationToken.None);
