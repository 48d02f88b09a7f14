using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Tests;

public sealed class TextCacheTests
{
    private int _encoded;

    [Fact]
    public void Get_TheSameText_IsEncodedOnce()
    {
        using var cache = new TextCache();

        Assert.Same(cache.Get("a", Encode), cache.Get("a", Encode));
        Assert.NotSame(cache.Get("a", Encode), cache.Get("A", Encode));
        Assert.Equal(2, _encoded);
    }

    [Fact]
    public void Get_ManyTexts_KeepsNoMoreThanTheBound()
    {
        using var cache = new TextCache();

        for (var i = 0; i < 2 * TextCache.Most; i++)
            cache.Get($"text {i}", Encode);

        Assert.InRange(cache.Count, 1, TextCache.Most);
    }

    [Fact]
    public void Get_LongText_IsNotKept()
    {
        using var cache = new TextCache();
        var text = new string('a', TextCache.LongestText + 1);

        Assert.NotSame(cache.Get(text, Encode), cache.Get(text, Encode));
    }

    [Fact]
    public void Get_AfterAFailure_TriesAgain()
    {
        using var cache = new TextCache();

        Assert.Throws<UserErrorException>(() => cache.Get("a", _ => throw new UserErrorException("No.")));
        Assert.NotNull(cache.Get("a", Encode));
    }

    private EncodedText Encode(string text)
    {
        _encoded++;
        return new EncodedText([1], [], []);
    }
}
