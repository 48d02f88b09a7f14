using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Searching;

/// <summary>Decides which model a search uses: the one that is named, else the one that the index was made with.</summary>
internal static class SearchModel
{
    public static async Task<ModelBundle> ChooseAsync(BundleLocator locator, string? name, ISegmentIndex index, Terminal terminal, CancellationToken cancellationToken)
    {
        var indexed = await index.ListModelsAsync(cancellationToken);
        if (name is not null || indexed.Count == 0)
            return ModelBundle.Open(locator.Find(name));

        var bundle = locator.List().FirstOrDefault(listing => listing.State == BundleState.Complete && listing.Manifest?.Fingerprint == indexed[0].Fingerprint)
            ?? throw new UserErrorException(
                $"This index was made with the model {indexed[0].Name}, which is not in {string.Join(", ", locator.Folders)} (fingerprint {indexed[0].Fingerprint[..12]}): name its folder with --models.");
        if (indexed.Count > 1)
            terminal.Error.WriteLine($"The index holds segments of {Words.Count(indexed.Count, "model")}; searching those of {bundle.Name}. --model chooses another.");
        return ModelBundle.Open(bundle);
    }
}
