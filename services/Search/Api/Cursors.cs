using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Api;

/// <summary>Reads cursors that clients hand back.</summary>
internal static class Cursors
{
    /// <summary>What is said of a text that is none.</summary>
    public const string Invalid = "This is no cursor: take the next of an earlier answer.";

    /// <summary>The place in the list of videos that a cursor means.</summary>
    public static bool TryRead(string cursor, out VideoPosition position)
    {
        try
        {
            position = VideoPosition.Parse(cursor);
            return true;
        }
        catch (FormatException)
        {
            position = default;
            return false;
        }
    }
}
