using MoTE.Indexing.Search.Tests.Fixtures;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class ParameterTests(SiteFixture fixture) : IClassFixture<SiteFixture>
{
    [Theory]
    [InlineData("/api/search", "q is missing: give the phrase to look for, or like for a moment to compare with.")]
    [InlineData("/api/search?q=x&limit=0", "limit is a whole number from 1 to 999.")]
    [InlineData("/api/search?q=x&limit=1000", "limit is a whole number from 1 to 999.")]
    [InlineData("/api/search?q=x&limit=many", "limit cannot be \"many\".")]
    [InlineData("/api/search?q=x&groupBy=9", "groupBy is moment, segment or video.")]
    [InlineData("/api/search?q=x&groupBy=scene", "groupBy is moment, segment or video.")]
    [InlineData("/api/search?q=x&minRelevance=1.5", "minRelevance lies between 0 and 1.")]
    [InlineData("/api/search?q=x&minRelevance=NaN", "minRelevance lies between 0 and 1.")]
    [InlineData("/api/search?q=x&tag=place", "A tag is written key=value, and there are at most 32.")]
    [InlineData("/api/search?q=x&from=yesterday", "from cannot be \"yesterday\".")]
    [InlineData("/api/search?q=x&minDurationMs=-1", "minDurationMs is a whole number of milliseconds, 0 or more.")]
    [InlineData("/api/search?like=1@0", "like is a video's identity (64 hexadecimal digits), @, and a place in it in milliseconds.")]
    [InlineData("/api/search?like=0000000000000000000000000000000000000000000000000000000000000001@1.5", "like is a video's identity (64 hexadecimal digits), @, and a place in it in milliseconds.")]
    [InlineData("/api/search?q=x&like=0000000000000000000000000000000000000000000000000000000000000001@0", "q and like are two searches: give one of them.")]
    [InlineData("/api/search?not=x&like=0000000000000000000000000000000000000000000000000000000000000001@0", "not belongs to a phrase: it cannot be given with like.")]
    [InlineData("/api/search?q=x&format=pdf", "format is json, csv or edl.")]
    [InlineData("/api/search?q=x&format=edl&fps=26", "fps is 23.976, 24, 25, 29.97, 30, 50, 59.94 or 60.")]
    [InlineData("/api/videos?limit=201", "limit is a whole number from 1 to 200.")]
    [InlineData("/api/videos?state=9", "state is received, probed, embedding, searchable or rejected.")]
    [InlineData("/api/videos?cursor=nowhere", "This is no cursor: take the next of an earlier answer.")]
    public async Task Get_ParameterOutOfRange_SaysWhatItMustBe(string address, string sentence) =>
        Assert.Equal((400, sentence), await fixture.Site.ProblemAsync(address));
}
