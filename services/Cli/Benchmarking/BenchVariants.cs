using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Benchmarking;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Benchmarking;

/// <summary>Which models are measured: the published variants, and the sizes of every bundle that is named.</summary>
internal static class BenchVariants
{
    private const string Demo = "demo";

    /// <param name="names">Variants or bundles; empty for the demo bundle, where it is found, and the published variants.</param>
    /// <param name="locator">Where bundles are.</param>
    public static IReadOnlyList<BenchmarkVariant> Choose(IReadOnlyList<string> names, BundleLocator locator)
    {
        if (names.Count > 0)
            return [.. names.Select(name => Named(name, locator))];

        var hasDemo = locator.List().Any(listing => listing is { Name: Demo, State: BundleState.Complete });
        return hasDemo ? [Named(Demo, locator), .. BenchmarkVariant.Published] : BenchmarkVariant.Published;
    }

    private static BenchmarkVariant Named(string name, BundleLocator locator)
    {
        if (BenchmarkVariant.Published.FirstOrDefault(variant => variant.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } published)
            return published;
        if (locator.List().All(listing => listing.Name != name))
            throw new UserErrorException($"There is no variant or model '{name}': the variants are {string.Join(", ", BenchmarkVariant.Published.Select(variant => variant.Name))}.");
        return BenchmarkVariant.Of(ModelBundle.Open(locator.Find(name)));
    }
}
