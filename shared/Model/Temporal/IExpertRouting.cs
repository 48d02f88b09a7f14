namespace MoTE.Indexing.Model.Temporal;

/// <summary>Decides which expert a layer uses and how experts are merged: at random in training, pinned in comparisons with the reference.</summary>
public interface IExpertRouting
{
    /// <summary>The expert of the next layer of a routed pass, 0-based.</summary>
    /// <param name="experts">E, at least 1.</param>
    int NextExpert(int experts);

    /// <summary>The temperature of the next layer of a merged pass, as an index into <see cref="ExpertMixture.Temperatures"/>.</summary>
    int NextTemperature();
}
