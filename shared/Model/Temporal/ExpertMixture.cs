namespace MoTE.Indexing.Model.Temporal;

/// <summary>Constants of routing and of weight merging (specification 3.3 and 4).</summary>
public static class ExpertMixture
{
    /// <summary>Temperatures of which training draws one per layer and merged pass; there is no ±1 (Q9).</summary>
    public static IReadOnlyList<float> Temperatures { get; } =
        [-9.6f, -4.8f, -2.4f, -1.2f, -0.6f, 0.6f, 1.2f, 2.4f, 4.8f, 9.6f, float.PositiveInfinity];

    /// <summary>softmax([1 .. E] / temperature): the share of each expert in merged weights, and at temperature 1 the chance of each in routing.</summary>
    /// <param name="experts">E, at least 1.</param>
    /// <param name="temperature">Not 0; infinite gives equal shares.</param>
    /// <returns>[E], sums to 1.</returns>
    public static float[] Coefficients(int experts, float temperature)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(experts, 1);
        return Softmax([.. Enumerable.Range(1, experts).Select(number => number / (double)temperature)]);
    }

    /// <summary>The softmax of logits, in double precision.</summary>
    internal static float[] Softmax(IReadOnlyList<double> logits)
    {
        var largest = logits.Max();
        var exponentials = logits.Select(logit => Math.Exp(logit - largest)).ToArray();
        var sum = exponentials.Sum();
        return [.. exponentials.Select(value => (float)(value / sum))];
    }
}
