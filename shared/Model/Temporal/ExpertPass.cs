namespace MoTE.Indexing.Model.Temporal;

/// <summary>How the experts of every layer are used in one pass through the head (specification 3.2). Asked once per layer, in layer order.</summary>
internal abstract class ExpertPass
{
    /// <summary>As at evaluation: merged by the softmax of each layer's fusion weights.</summary>
    public static ExpertPass Merged { get; } = new ByFusionWeights();

    /// <summary>One expert per layer.</summary>
    public static ExpertPass Routed(IExpertRouting routing) => new ByRoute(routing);

    /// <summary>Merged per layer with a drawn temperature.</summary>
    public static ExpertPass MergedAtRandom(IExpertRouting routing) => new ByTemperature(routing);

    /// <summary>The same share of each expert in every layer.</summary>
    public static ExpertPass MergedBy(float[] shares) => new ByShares(shares);

    /// <summary>The share of each expert in the next layer; a single 1 among zeros is that expert alone.</summary>
    /// <param name="fusionWeights">The layer's fusion weights, [E].</param>
    /// <returns>[E], sums to 1.</returns>
    public abstract float[] NextShares(float[] fusionWeights);

    private sealed class ByFusionWeights : ExpertPass
    {
        public override float[] NextShares(float[] fusionWeights) => ExpertMixture.Softmax([.. fusionWeights.Select(value => (double)value)]);
    }

    private sealed class ByRoute(IExpertRouting routing) : ExpertPass
    {
        public override float[] NextShares(float[] fusionWeights)
        {
            var shares = new float[fusionWeights.Length];
            shares[routing.NextExpert(shares.Length)] = 1;
            return shares;
        }
    }

    private sealed class ByTemperature(IExpertRouting routing) : ExpertPass
    {
        public override float[] NextShares(float[] fusionWeights) =>
            ExpertMixture.Coefficients(fusionWeights.Length, ExpertMixture.Temperatures[routing.NextTemperature()]);
    }

    private sealed class ByShares(float[] shares) : ExpertPass
    {
        public override float[] NextShares(float[] fusionWeights) => shares;
    }
}
