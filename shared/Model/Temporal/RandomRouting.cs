namespace MoTE.Indexing.Model.Temporal;

/// <summary>Draws experts from softmax(1 .. E) and temperatures uniformly (specification 3.3 and 4), from a generator whose state can be saved.</summary>
/// <param name="state">The seed, or a saved <see cref="State"/>.</param>
public sealed class RandomRouting(ulong state) : IExpertRouting
{
    /// <summary>Everything that decides the draws to come (SplitMix64).</summary>
    public ulong State { get; private set; } = state;

    /// <inheritdoc/>
    public int NextExpert(int experts)
    {
        var draw = NextDouble();
        var shares = ExpertMixture.Coefficients(experts, 1);
        for (var expert = 0; expert < experts - 1; expert++)
        {
            draw -= shares[expert];
            if (draw < 0)
                return expert;
        }

        return experts - 1;
    }

    /// <inheritdoc/>
    public int NextTemperature() => (int)(NextDouble() * ExpertMixture.Temperatures.Count);

    private double NextDouble()
    {
        State += 0x9E3779B97F4A7C15;
        var mixed = (State ^ (State >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
