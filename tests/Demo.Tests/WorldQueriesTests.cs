using MoTE.Indexing.Demo.Evaluation;
using MoTE.Indexing.Demo.Evaluation.Relevance;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Tests;

public sealed class WorldQueriesTests
{
    [Fact]
    public void All_Phrases_AreOfWordsThatTheModelKnowsAndRealLifeIsNot()
    {
        using var model = EvaluatedModel.Of(ModelBundle.Open(BundleLocator.Create(null, Path.GetTempPath(), null).Find("demo")));

        Assert.All(WorldQueries.All, query => Assert.Equal(0, model.FragmentShare(query.Text)));
        Assert.All(RealLifePhrases.All, phrase => Assert.InRange(model.FragmentShare(phrase), 0.5f, 1));
        Assert.Equal(40, RealLifePhrases.All.Distinct().Count());
        Assert.Equal(WorldQueries.All.Count, WorldQueries.All.Select(query => query.Text).Distinct().Count());
    }

    [Theory]
    [InlineData("red", true)]
    [InlineData("blue", true)]
    [InlineData("green", false)]
    [InlineData("person", true)]
    [InlineData("glass", false)]
    [InlineData("a person in a red shirt", true)]
    [InlineData("a person in a blue shirt", false)]
    [InlineData("a blue box", true)]
    [InlineData("box", true)]
    [InlineData("chair", false)]
    [InlineData("picking up a box", true)]
    [InlineData("a person picking up a box", true)]
    [InlineData("putting down a box", false)]
    [InlineData("a striped background", true)]
    [InlineData("a teal background", true)]
    [InlineData("a navy background", false)]
    public void IsShown_OfAScene_IsWhatItShows(string text, bool shown)
    {
        var scene = new SceneSampler(new Random(1)).Moving(new TemporalClass(MotionPair.Lift, true)) with
        {
            Color = ObjectColor.Red, SecondColor = ObjectColor.Black, PropColor = ObjectColor.Blue, Texture = BackgroundTexture.Striped, Wall = BackgroundColor.Teal,
        };

        Assert.Equal(shown, new ShownFacts(scene).Any(WorldQueries.All.Single(query => query.Text == text).IsShown));
    }

    [Fact]
    public void IsShown_OfTwoEvents_IsAPartOfEach()
    {
        var (first, second, other) = (new TemporalClass(MotionPair.MoveSideways, true), new TemporalClass(MotionPair.Resize, false), new TemporalClass(MotionPair.Resize, true));
        var shown = new ShownFacts(new SceneSampler(new Random(1)).Ordered(new EventOrder(first, second)));
        bool? Shows(TemporalClass happening) => shown.Any(WorldQueries.All.Single(query => query.Text == Lexicon.NameOf(happening)).IsShown);

        Assert.Equal((null, null, false), (Shows(first), Shows(second), Shows(other)));
    }

    [Fact]
    public void ArchiveAnswer_RelevanceThatIsNoProbability_CountsWhatIsAnswered()
    {
        var answer = ArchiveAnswer.Of(new QueryRelevance([], 100, null), [0.9f, 0.4f, 0.5f, 0.9f, 0.9f], [true, true, false, false, null], [0, 1, 2, 4]);

        Assert.Equal(new CutAnswer(Shown: 2, Found: 1, False: 1, FalseAlone: 1), answer.At(0.5));
    }

    [Fact]
    public void ArchiveAnswer_WithoutTheClipsThatShowIt_FewerOthersAreAnswered()
    {
        var measured = new QueryRelevance([], 100, new MeasuredCalibration([0], 0, [0], 10, 0, []));
        float[] relevance = [.. Enumerable.Repeat(0.99f, 30), 0.6f, .. Enumerable.Repeat(0.01f, 30)];
        bool?[] truth = [.. Enumerable.Repeat<bool?>(true, 30), .. Enumerable.Repeat<bool?>(false, 31)];

        var answer = ArchiveAnswer.Of(measured, relevance, truth, [.. Enumerable.Range(0, relevance.Length)]);

        Assert.Equal(new CutAnswer(Shown: 30, Found: 30, False: 1, FalseAlone: 0), answer.At(0.8));
    }
}
