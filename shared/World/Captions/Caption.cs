namespace MoTE.Indexing.World.Captions;

/// <summary>A sentence and what it claims.</summary>
internal sealed record Caption(string Text, Facts Claims);
