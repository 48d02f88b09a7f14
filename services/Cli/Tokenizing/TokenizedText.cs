namespace MoTE.Indexing.Cli.Tokenizing;

/// <summary>One line of <c>mote tokenize --json</c>.</summary>
/// <param name="Text">As given.</param>
/// <param name="Ids">Without start and end tokens.</param>
internal sealed record TokenizedText(string Text, int[] Ids);
