using Microsoft.Extensions.Caching.Memory;

namespace MoTE.Indexing.Search;

/// <summary>The texts of one model that were encoded last. Safe for concurrent use.</summary>
internal sealed class TextCache : IDisposable
{
    /// <summary>Texts that are kept: at most 20 MB of vectors with a published model.</summary>
    public const int Most = 4096;

    /// <summary>Longer texts are encoded anew each time, so that the texts themselves stay small.</summary>
    public const int LongestText = 1000;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>Texts that are kept now.</summary>
    public int Count => _kept.Count;

    /// <summary>The text as it was encoded, or as <paramref name="encode"/> does it now; a failure is not kept.</summary>
    public EncodedText Get(string text, Func<string, EncodedText> encode)
    {
        if (text.Length > LongestText)
            return encode(text);
        if (_kept.TryGetValue(text, out EncodedText? known))
            return known!;
        return _kept.Set(text, encode(text), new MemoryCacheEntryOptions { Size = 1 });
    }

    public void Dispose() => _kept.Dispose();
}
