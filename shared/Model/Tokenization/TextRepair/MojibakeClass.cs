namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>What a character tells about whether the text around it was read in the wrong encoding.</summary>
[Flags]
internal enum MojibakeClass
{
    None = 0,

    /// <summary>At home in any text; tells nothing alone.</summary>
    Common = 1 << 0,

    /// <summary>Control characters U+0080 to U+009F.</summary>
    C1 = 1 << 1,

    /// <summary>Hardly ever meant.</summary>
    Bad = 1 << 2,

    /// <summary>Paragraph and section sign.</summary>
    Law = 1 << 3,

    Currency = 1 << 4,
    StartPunctuation = 1 << 5,
    EndPunctuation = 1 << 6,
    Numeric = 1 << 7,

    /// <summary>Letters that faces are drawn with.</summary>
    Kaomoji = 1 << 8,

    UpperAccented = 1 << 9,
    LowerAccented = 1 << 10,

    /// <summary>Capitals of other alphabets, which stand at the ends of words too.</summary>
    UpperCommon = 1 << 11,

    /// <summary>Small letters of other alphabets.</summary>
    LowerCommon = 1 << 12,

    /// <summary>Lines and blocks that boxes are drawn with.</summary>
    Box = 1 << 13,

    AsciiUpper = 1 << 14,
    AsciiLower = 1 << 15,
    WhiteSpace = 1 << 16,

    /// <summary>Anything but a to z and A to Z.</summary>
    NoAsciiLetter = 1 << 17,

    /// <summary>Letter, number or low line, of any script.</summary>
    Word = 1 << 18,

    /// <summary>Any code point but the line feed.</summary>
    Any = 1 << 19,

    AsciiLetter = AsciiUpper | AsciiLower,
    Accented = UpperAccented | LowerAccented,

    /// <summary>What is suspicious next to a <see cref="Bad"/> character.</summary>
    Suspicious = Accented | Box | StartPunctuation | EndPunctuation | Currency | Numeric | Law,
}
