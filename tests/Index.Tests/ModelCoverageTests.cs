using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Index.Tests;

public sealed class ModelCoverageTests
{
    [Fact]
    public void Of_NothingKnown_IsNothing() => Assert.Equivalent(new ModelCoverage([], 0, 0), ModelCoverage.Of([], Examples.Model), strict: true);

    [Fact]
    public void Of_EveryCombination_RemainsWhatIsNotDoneAndMayBeDone()
    {
        Video[] catalogue =
        [
            Entry(1, Examples.OtherModel, VideoState.Searchable),
            Entry(2, Examples.OtherModel, VideoState.Searchable), Entry(2, Examples.Model, VideoState.Searchable),
            Entry(3, Examples.OtherModel, VideoState.Searchable), Entry(3, Examples.Model, VideoState.Rejected),
            Entry(4, Examples.OtherModel, VideoState.Searchable), Entry(4, Examples.Model, VideoState.Embedding),
            Entry(5, Examples.OtherModel, VideoState.Embedding),
            Entry(6, Examples.OtherModel, VideoState.Rejected),
            Entry(7, Examples.Model, VideoState.Received),
            Entry(8, Examples.OtherModel, VideoState.Rejected), Entry(8, Examples.Model, VideoState.Searchable),
        ];

        var coverage = ModelCoverage.Of(catalogue, Examples.Model);

        Assert.Equal(new[] { 1, 4, 5, 7 }.Select(Examples.Id), coverage.Remaining.Select(video => video.Id));
        Assert.Equal((2, 1), (coverage.Searchable, coverage.Rejected));
    }

    private static Video Entry(int number, string model, VideoState state) => Examples.Video(number, model) with { State = state };
}
