using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Tests.Reference;
using MoTE.Indexing.Model.Training;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tests.Training;

public sealed class RecipeTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(2.5, 0.5)]
    [InlineData(5, 1)]
    [InlineData(17.5, 0.5)]
    [InlineData(30, 0)]
    [InlineData(31, 0)]
    public void Factor_OfThePublishedRecipe_WarmsUpAndFollowsACosine(double position, double expected) =>
        Assert.Equal(expected, LearningRateSchedule.Factor(position, new TrainerOptions()), 1e-12);

    [Fact]
    public void IsSetAt_FollowsTheStairSteps() =>
        Assert.Equal([0, 9, 19, 29], Enumerable.Range(0, 30).Where(batch => LearningRateSchedule.IsSetAt(batch, new TrainerOptions())));

    [Fact]
    public void Coefficients_AreThePublishedOnes()
    {
        Assert.Equal([0.032059f, 0.087144f, 0.236883f, 0.643914f], ExpertMixture.Coefficients(4, 1), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0.005472f, 0.028973f, 0.153397f, 0.812158f], ExpertMixture.Coefficients(4, 0.6f), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0.212393f, 0.235711f, 0.261589f, 0.290307f], ExpertMixture.Coefficients(4, 9.6f), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0.812158f, 0.153397f, 0.028973f, 0.005472f], ExpertMixture.Coefficients(4, -0.6f), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], ExpertMixture.Coefficients(4, float.PositiveInfinity));
    }

    [Fact]
    public void RandomRouting_DrawsByThePublishedChances_AndResumes()
    {
        const int Draws = 40_000;
        var routing = new RandomRouting(1);
        var experts = new int[4];
        var temperatures = new int[ExpertMixture.Temperatures.Count];
        for (var i = 0; i < Draws; i++)
        {
            experts[routing.NextExpert(4)]++;
            temperatures[routing.NextTemperature()]++;
        }

        foreach (var (count, share) in experts.Zip(ExpertMixture.Coefficients(4, 1)))
            Assert.Equal(share, count / (double)Draws, 0.01);
        Assert.All(temperatures, count => Assert.Equal(1 / 11.0, count / (double)Draws, 0.01));

        var resumed = new RandomRouting(routing.State);
        for (var i = 0; i < 100; i++)
            Assert.Equal(routing.NextExpert(4), resumed.NextExpert(4));
    }

    [Fact]
    public void DecoupledAdam_Steps_AsTheLibrarysAdamW()
    {
        using var scope = NewDisposeScope();
        var start = randn(5, 4);
        var mine = new TorchSharp.Modules.Parameter(start.clone());
        var theirs = new TorchSharp.Modules.Parameter(start.clone());
        using var optimizer = new DecoupledAdam([("weight", mine, 0.5)], weightDecay: 0.2);
        using var reference = optim.AdamW([theirs], lr: 0.005, weight_decay: 0.2);
        var target = randn(5, 4);
        for (var i = 0; i < 20; i++)
        {
            (mine - target).square().sum().backward();
            optimizer.Step(0.01);
            reference.zero_grad();
            (theirs - target).square().sum().backward();
            _ = reference.step();
        }

        Assert.Equal(theirs.ToFloats(), mine.ToFloats(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.NotEqual(start.ToFloats(), mine.ToFloats());
    }

    [Fact]
    public void TemporalInitialiser_DrawsEveryExpertApart_WithThePublishedSpread()
    {
        using var scope = NewDisposeScope();
        using var head = TinyModels.NewHead(TinyModels.Temporal with { Width = 64 });
        var state = head.state_dict();

        Assert.NotEqual(state["transformer.resblocks.0.mlp.fc_up.0.weight"].ToFloats(), state["transformer.resblocks.0.mlp.fc_up.1.weight"].ToFloats());
        foreach (var key in new[] { "mlp.fc_up.0", "mlp.fc_dn.2", "attn.out_proj" })
        {
            Assert.Equal(0.02, state[$"transformer.resblocks.1.{key}.weight"].std().item<float>(), 0.001);
            Assert.Equal(0, state[$"transformer.resblocks.1.{key}.bias"].abs().max().item<float>());
        }

        var packed = state["transformer.resblocks.1.attn.in_proj_weight"];
        var bound = Math.Sqrt(6.0 / (64 + 192));
        Assert.InRange(packed.abs().max().item<float>(), 0.95 * bound, bound);
        Assert.Equal(bound / Math.Sqrt(3), packed.std().item<float>(), 0.005);
        Assert.Equal(0, state["transformer.resblocks.1.attn.in_proj_bias"].abs().max().item<float>());
        Assert.Equal(0.02, state["frame_position_embeddings.weight"].std().item<float>(), 0.003);
        Assert.Equal(1, state["transformer.resblocks.1.ln_2.weight"].min().item<float>());
        Assert.Equal(0, state["transformer.resblocks.1.mlp.mote_fusion_weight"].abs().max().item<float>());
    }
}
