namespace MoTE.Indexing.Cli.Searching;

/// <summary>A list of moments that other programs open.</summary>
internal enum ListFormat
{
    /// <summary>For spreadsheets.</summary>
    Csv,

    /// <summary>An edit decision list, for editing programs.</summary>
    Edl,
}
