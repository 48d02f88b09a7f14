using System.Globalization;
using System.Text;

namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>Unicode normalization form C: letters and the marks after them become single characters.</summary>
/// <remarks>The runtime normalizes nothing in invariant globalization mode, in which the programs of this repository run so that they behave
/// the same on every machine. Source: Unicode Standard Annex 15, data of the Unicode Character Database.</remarks>
internal static class CanonicalComposition
{
    private const char FirstAffected = '\u0300';

    // Korean syllables are computed: leading consonant, vowel, trailing consonant.
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TrailCount;

    private static readonly CharacterTable _table = CharacterTable.Read();

    /// <summary>The text in form C.</summary>
    /// <param name="text">Text without lone surrogates.</param>
    public static string Compose(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstAffected, char.MaxValue))
            return text;

        var decomposed = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            Decompose(rune.Value, decomposed);
        OrderMarks(decomposed);
        ComposePairs(decomposed);

        var result = new StringBuilder(text.Length);
        foreach (var value in decomposed)
            _ = result.Append(new Rune(value).ToString());
        return result.ToString();
    }

    private static void Decompose(int value, List<int> result)
    {
        if (value is >= SyllableBase and < SyllableBase + SyllableCount)
        {
            var index = value - SyllableBase;
            result.Add(LeadBase + index / (VowelCount * TrailCount));
            result.Add(VowelBase + index / TrailCount % VowelCount);
            if (index % TrailCount != 0)
                result.Add(TrailBase + index % TrailCount);
        }
        else if (_table.Parts.TryGetValue(value, out var parts))
        {
            foreach (var part in parts)
                Decompose(part, result);
        }
        else
        {
            result.Add(value);
        }
    }

    /// <summary>Sorts each run of marks by class and keeps the order within a class.</summary>
    private static void OrderMarks(List<int> values)
    {
        for (var start = 0; start < values.Count; start++)
        {
            var end = start;
            while (end < values.Count && _table.ClassOf(values[end]) != 0)
                end++;
            if (end - start > 1)
            {
                var ordered = values[start..end].OrderBy(_table.ClassOf).ToList();
                for (var index = 0; index < ordered.Count; index++)
                    values[start + index] = ordered[index];
            }

            start = Math.Max(start, end);
        }
    }

    private static void ComposePairs(List<int> values)
    {
        const int None = -1;
        var starter = None;
        var lastClass = 0;
        var count = 0;
        for (var index = 0; index < values.Count; index++)
        {
            var value = values[index];
            var markClass = _table.ClassOf(value);
            var adjacent = starter >= 0 && starter == count - 1;
            var blocked = !adjacent && (lastClass == 0 || lastClass >= markClass);
            if (starter >= 0 && !blocked && TryJoin(values[starter], value, out var joined))
            {
                values[starter] = joined;
                continue;
            }

            if (markClass == 0)
                starter = count;
            lastClass = markClass;
            values[count++] = value;
        }

        values.RemoveRange(count, values.Count - count);
    }

    private static bool TryJoin(int first, int second, out int joined)
    {
        if (first is >= LeadBase and < LeadBase + LeadCount && second is >= VowelBase and < VowelBase + VowelCount)
        {
            joined = SyllableBase + ((first - LeadBase) * VowelCount + second - VowelBase) * TrailCount;
            return true;
        }

        var isOpenSyllable = first is >= SyllableBase and < SyllableBase + SyllableCount && (first - SyllableBase) % TrailCount == 0;
        if (isOpenSyllable && second is > TrailBase and < TrailBase + TrailCount)
        {
            joined = first + second - TrailBase;
            return true;
        }

        return _table.Joined.TryGetValue((first, second), out joined);
    }

    /// <summary>What the embedded table says.</summary>
    private sealed class CharacterTable
    {
        private const string Resource = "MoTE.Indexing.Model.Tokenization.TextRepair.canonical-composition.txt";

        private Dictionary<int, int> _classes = [];

        public Dictionary<int, int[]> Parts { get; private set; } = [];

        public Dictionary<(int First, int Second), int> Joined { get; private set; } = [];

        public static CharacterTable Read()
        {
            using var stream = typeof(CanonicalComposition).Assembly.GetManifestResourceStream(Resource)
                ?? throw new InvalidOperationException($"The resource {Resource} is missing from the assembly.");
            using var reader = new StreamReader(stream);
            var classes = new Dictionary<int, int>();
            var parts = new Dictionary<int, int[]>();
            var joined = new Dictionary<(int First, int Second), int>();
            while (reader.ReadLine() is { } line)
            {
                var fields = line.Split(' ');
                if (line.StartsWith('@'))
                {
                    var range = Array.ConvertAll(fields[0][1..].Split('-'), Hexadecimal);
                    for (var value = range[0]; value <= range[^1]; value++)
                        classes[value] = int.Parse(fields[1], CultureInfo.InvariantCulture);
                }
                else if (!line.StartsWith('#'))
                {
                    var value = Hexadecimal(fields[0].TrimEnd('!'));
                    parts[value] = Array.ConvertAll(fields[1..], Hexadecimal);
                    if (!fields[0].EndsWith('!'))
                        joined[(parts[value][0], parts[value][1])] = value;
                }
            }

            return new CharacterTable
            {
                _classes = classes,
                Parts = parts,
                Joined = joined,
            };
        }

        public int ClassOf(int value) => value < FirstAffected ? 0 : _classes.GetValueOrDefault(value);

        private static int Hexadecimal(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
