using MoTE.Indexing.Model.Temporal;

namespace MoTE.Indexing.Model.Verification;

/// <summary>Routing as pinned when the reference was made: the k-th routing call takes expert k mod E, the k-th merging call temperature (3k + 2) mod 11.</summary>
internal sealed class PinnedRouting : IExpertRouting
{
    private int _routed;
    private int _merged;

    public int NextExpert(int experts) => _routed++ % experts;

    public int NextTemperature() => ((3 * _merged++) + 2) % ExpertMixture.Temperatures.Count;
}
