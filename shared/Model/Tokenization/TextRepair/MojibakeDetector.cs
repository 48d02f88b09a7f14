using System.Collections.Immutable;

namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>Tells whether a text looks as if it had been read in the wrong encoding.</summary>
/// <remarks>A text looks so when it holds one of a set of short sequences that correct text hardly ever has, such as a small accented letter
/// before a currency sign. The sequences have the verdicts of ftfy 6.3.1.</remarks>
internal static class MojibakeDetector
{
    private const MojibakeClass Start = MojibakeClass.StartPunctuation;
    private const MojibakeClass End = MojibakeClass.EndPunctuation;
    private const MojibakeClass Upper = MojibakeClass.UpperAccented;
    private const MojibakeClass Lower = MojibakeClass.LowerAccented;
    private const MojibakeClass Bad = MojibakeClass.Bad;
    private const MojibakeClass Box = MojibakeClass.Box;
    private const MojibakeClass Currency = MojibakeClass.Currency;
    private const MojibakeClass Numeric = MojibakeClass.Numeric;
    private const MojibakeClass Law = MojibakeClass.Law;

    private static readonly Slot _arabicLead = "ØÙ";
    private static readonly Slot _arabicTail = new("ŸŠ®°µ»", MojibakeClass.Common | Currency | Bad | Numeric | Start);

    private static readonly ImmutableArray<Slot[]> _sequences =
    [
        // Classes of characters that do not go together.
        Sequence(MojibakeClass.C1),
        Sequence(Bad | MojibakeClass.Suspicious, Bad),
        Sequence(Bad, MojibakeClass.Suspicious),
        Sequence(MojibakeClass.AsciiLetter, MojibakeClass.LowerCommon | MojibakeClass.UpperCommon, Bad),
        Sequence(Lower | MojibakeClass.LowerCommon | Box | End | Currency | Numeric, Upper),
        Sequence(Box | End | Currency | Numeric, Lower),
        Sequence(Lower | Box | End, Currency),
        Sequence(MojibakeClass.WhiteSpace, Upper, Currency),
        Sequence(Upper | Box, Numeric | Law),
        Sequence(MojibakeClass.Accented | Box | Currency | End, Start, Numeric),
        Sequence(MojibakeClass.Accented | Currency | Numeric | Box | Law, End, Start),
        Sequence(Currency | Numeric | Box, Start),
        Sequence(MojibakeClass.AsciiLower, Upper, Start | Currency),
        Sequence(Box, MojibakeClass.Kaomoji),
        Sequence(MojibakeClass.Accented | Currency | Numeric | Start | End | Law, Box),
        Sequence(Box, End),
        Sequence(MojibakeClass.Accented, Start | End, MojibakeClass.Word),
        Sequence("Œœ", MojibakeClass.NoAsciiLetter),
        Sequence(Upper, "°"),

        // What UTF-8 becomes when read as Windows-1252.
        Sequence("ÂÃÎÐ", new Slot("€œŠš¢£Ÿž\u00A0\u00AD®©°·»–—´", Start | End)),
        Sequence("×", "²³"),
        Sequence(_arabicLead, _arabicTail, _arabicLead, _arabicTail),
        Sequence("à", "²µ¹¼½¾"),
        Sequence("Ã", "\u00A0¡"),
        Sequence(MojibakeClass.AsciiLower, "ÃÂ", " "),
        Sequence(MojibakeClass.AsciiLower, MojibakeClass.WhiteSpace, "ÃÂ", " "),
        Sequence(new Slot(".,?!", MojibakeClass.AsciiLower | End), "Â", new Slot(" ", Start | End)),

        // As Mac Roman.
        Sequence("√", "±∂†≠®™´≤≥¥µø"),
        Sequence("≈", "°¢"),
        Sequence("‚", "Ä", "ìîïòôúùû†°¢π"),
        Sequence("‚", "âó", "àä°ê"),

        // As Windows-1251, once or on top of Latin-1.
        Sequence("в", "Ђ"),
        Sequence("ВГРС", new Slot("°µ", MojibakeClass.C1 | Bad | Start | End | Currency), "ВГРС"),
        Sequence("Г", "ў", "В", "Ђ", "В", MojibakeClass.Any, new Slot(" ", MojibakeClass.AsciiLetter)),

        // As Windows-1253 and Windows-1257.
        Sequence("β", "€", "™\u00A0Ά\u00AD®°"),
        Sequence("ΒΓΞΟ", new Slot("°", MojibakeClass.C1 | Bad | Start | End | Currency), "ΒΓΞΟ"),
        Sequence("ā", "€"),
    ];

    private static readonly Dictionary<char, List<Slot[]>> _sequencesByFirst = GroupByFirst();

    /// <summary>True when the text holds a sequence that correct text hardly ever has.</summary>
    public static bool LooksWrong(ReadOnlySpan<char> text)
    {
        if (text is ['Ã' or 'Â', ' ', ..])
            return true;
        for (var position = 0; position < text.Length; position++)
        {
            // Most characters begin no sequence, which one look-up tells.
            if (!_sequencesByFirst.TryGetValue(text[position], out var sequences))
                continue;
            foreach (var sequence in sequences)
            {
                if (Matches(sequence, text, position))
                    return true;
            }
        }

        return false;
    }

    private static Dictionary<char, List<Slot[]>> GroupByFirst()
    {
        var groups = new Dictionary<char, List<Slot[]>>();
        foreach (var sequence in _sequences)
        {
            foreach (var first in sequence[0].Candidates.Distinct())
            {
                if (!groups.TryGetValue(first, out var group))
                    groups.Add(first, group = []);
                group.Add(sequence);
            }
        }

        return groups;
    }

    private static Slot[] Sequence(params Slot[] slots) => slots;

    private static bool Matches(Slot[] sequence, ReadOnlySpan<char> text, int position)
    {
        foreach (var slot in sequence)
        {
            if (position >= text.Length || !slot.Matches(text, position, out var length))
                return false;
            position += length;
        }

        return true;
    }

    /// <summary>One place of a sequence: certain characters, or characters of certain classes.</summary>
    private sealed record Slot(string Characters, MojibakeClass Classes)
    {
        public static implicit operator Slot(string characters) => new(characters, MojibakeClass.None);

        public static implicit operator Slot(MojibakeClass classes) => new("", classes);

        /// <summary>The characters that the slot matches; only for slots that match few.</summary>
        public IEnumerable<char> Candidates => Characters.Concat(MojibakeClasses.MembersOf(Classes));

        public bool Matches(ReadOnlySpan<char> text, int position, out int length)
        {
            length = 1;
            return Characters.Contains(text[position], StringComparison.Ordinal)
                || (Classes != MojibakeClass.None && MojibakeClasses.IsOneOf(text, position, Classes, out length));
        }
    }
}
