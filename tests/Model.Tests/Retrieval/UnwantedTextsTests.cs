using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Model.Tests.Retrieval;

public sealed class UnwantedTextsTests
{
    private static readonly ArchiveVocabulary _plainClip = new([[0, 0, 1]], []);
    private static readonly QueryRelevance _background = new([[0, 0, 1]], 10, null);
    private static readonly QueryRelevance _measured = new([[0, 0, 1]], 10, new MeasuredCalibration([0, 0, 0], -15, [0, 0, 0], 30, 0, []));
    private static readonly SearchedText _x = new([1, 0, 0], 0);
    private static readonly SearchedText _y = new([0, 1, 0], 0);

    [Theory]
    [InlineData(0.8f, 0.4f, false)]
    [InlineData(0.4f, 0.8f, true)]
    [InlineData(0.7f, 0.6f, true)]   // both are shown
    public void Describe_Measured_IsWhatTrueMatchesReach(float x, float y, bool described) => Assert.Equal(described, new UnwantedTexts(_x, [_y], _plainClip, _measured).Describe(View(x, y)));

    [Theory]
    [InlineData(0.8f, 0.4f, false)]
    [InlineData(0.4f, 0.8f, true)]
    [InlineData(0.7f, 0.6f, false)]
    public void Describe_NothingMeasured_IsWhatIsBetter(float x, float y, bool described) => Assert.Equal(described, new UnwantedTexts(_x, [_y], _plainClip, _background).Describe(View(x, y)));

    [Fact]
    public void Describe_SeveralTexts_AnyWillDo() => Assert.True(new UnwantedTexts(_x, [new([0, 0, 1], 0), _y], _plainClip, _background).Describe(View(0.4f, 0.8f)));

    [Fact]
    public void Describe_NoTextOrTheSame_IsNothing()
    {
        Assert.False(new UnwantedTexts(_x, [], _plainClip, _measured).Describe(View(0.1f, 0.9f)));
        Assert.False(new UnwantedTexts(_x, [_x], _plainClip, _background).Describe(View(0.9f, 0.1f)));
        Assert.False(new UnwantedTexts(_x, [_x], _plainClip, _measured).Describe(View(0.2f, 0.9f)));
    }

    private static ViewEmbedding View(float x, float y) => new([x, y, MathF.Sqrt(MathF.Max(0, 1 - (x * x) - (y * y)))], [0, 0, 0], []);
}
