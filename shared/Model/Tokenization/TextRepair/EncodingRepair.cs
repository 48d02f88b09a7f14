namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>Undoes the reading of text in a wrong encoding.</summary>
/// <remarks>The order of attempts is that of ftfy 6.3.1: the whole text as UTF-8 read in one of ten encodings, then runs inside the text, then
/// Latin-1 that was Windows-1252.</remarks>
internal static class EncodingRepair
{
    // Text goes through few programs; text nested on purpose could ask for a step every few characters.
    private const int MaximumSteps = 16;

    /// <summary>The text as it was meant, or unchanged when it looks right or cannot be explained.</summary>
    public static string Repair(string text)
    {
        for (var step = 0; step < MaximumSteps && Step(text) is { } repaired && repaired != text; step++)
            text = repaired;
        return text;
    }

    /// <summary>Reads control characters of the C1 range as what Windows-1252 has in their place.</summary>
    public static string ReplaceC1Controls(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0080', '\u009F'))
            return text;
        return string.Create(text.Length, text, (result, source) =>
        {
            for (var index = 0; index < result.Length; index++)
            {
                var unit = source[index];
                result[index] = unit is >= '\u0080' and <= '\u009F' ? SingleByteEncoding.Windows1252.CharacterOf((byte)unit) : unit;
            }
        });
    }

    private static string? Step(string text)
    {
        if (System.Text.Ascii.IsValid(text) || !MojibakeDetector.LooksWrong(text))
            return null;

        foreach (var encoding in SingleByteEncoding.All)
        {
            if (encoding.Encode(text) is { } bytes && Decode(bytes, encoding) is { } meant)
                return meant;
        }

        var mended = EmbeddedMojibake.Replace(text, run =>
            run.Length < text.Length && MojibakeDetector.LooksWrong(run) ? Repair(run) : run);
        if (mended != text)
            return mended;

        // What is left of Latin-1 with C1 controls was Windows-1252.
        return ReplaceC1Controls(text);
    }

    private static string? Decode(byte[] bytes, SingleByteEncoding encoding)
    {
        // In Mac Roman the rule would take an en dash and a space for mojibake.
        if (encoding != SingleByteEncoding.MacRoman)
            bytes = DamagedUtf8.RestoreNoBreakSpaces(bytes);
        if (encoding.MarksLoss)
            bytes = DamagedUtf8.ReplaceLossy(bytes);
        return LenientUtf8.Decode(bytes);
    }
}
