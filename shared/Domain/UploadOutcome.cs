namespace MoTE.Indexing.Domain;

/// <summary>What became of a change to an upload.</summary>
public enum UploadOutcome
{
    /// <summary>It is made.</summary>
    Done,

    /// <summary>There is no such upload.</summary>
    Unknown,

    /// <summary>Somebody else is changing it.</summary>
    Busy,

    /// <summary>The piece does not begin where the upload stands; nothing is changed.</summary>
    WrongOffset,

    /// <summary>The piece reaches beyond the upload's length; nothing is changed.</summary>
    TooLong,
}
