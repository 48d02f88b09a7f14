using System.Xml.Linq;

namespace MoTE.Indexing.Domain.Tests;

/// <summary>Which project may know which, read from the project files.</summary>
public sealed class ArchitectureTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Shared_NeverReferencesServicesOrTests()
    {
        Assert.All(Projects("shared"), project => Assert.All(References(project), reference => Assert.StartsWith(Path.Combine(Root, "shared"), reference, StringComparison.Ordinal)));
        Assert.All(Projects("services"), project => Assert.All(References(project), reference => Assert.DoesNotContain($"{Path.DirectorySeparatorChar}tests{Path.DirectorySeparatorChar}", reference, StringComparison.Ordinal)));
    }

    [Fact]
    public void Services_ReferenceEachOtherOnlyInTheCommandLine() =>
        Assert.All(Projects("services").Where(project => Path.GetFileName(project) != "MoTE.Indexing.Cli.csproj" && !IsHost(project)), project => Assert.All(References(project), reference => Assert.StartsWith(Path.Combine(Root, "shared"), reference, StringComparison.Ordinal)));

    [Fact]
    public void Hosts_KnowNoServiceButTheirOwn() => Assert.All(Projects("services").Where(IsHost), project => Assert.Equal(
        Path.GetDirectoryName(Path.GetDirectoryName(project)),
        Path.GetDirectoryName(Assert.Single(References(project), reference => !reference.StartsWith(Path.Combine(Root, "shared"), StringComparison.Ordinal)))));

    [Fact]
    public void Domain_KnowsNothingElse()
    {
        var domain = Path.Combine(Root, "shared", "Domain", "MoTE.Indexing.Domain.csproj");

        Assert.Empty(References(domain));
        Assert.Empty(Packages(domain));
    }

    [Fact]
    public void Artifacts_KnowOnlyDomainAndSafetensors() => Assert.Equal(
        ["MoTE.Indexing.Domain.csproj", "MoTE.Indexing.Safetensors.csproj"],
        References(Path.Combine(Root, "shared", "Artifacts", "MoTE.Indexing.Artifacts.csproj")).Select(Path.GetFileName));

    [Fact]
    public void RabbitMq_KnowsNoService() => Assert.Equal(
        ["MoTE.Indexing.Contracts.csproj", "MoTE.Indexing.Domain.csproj", "MoTE.Indexing.Hosting.csproj"],
        References(Path.Combine(Root, "shared", "RabbitMq", "MoTE.Indexing.RabbitMq.csproj")).Select(Path.GetFileName));

    [Fact]
    public void Indexing_NeedsNeitherModelNorMedia() => Assert.DoesNotContain(
        References(Path.Combine(Root, "services", "Indexing", "MoTE.Indexing.Indexing.csproj")).Select(Path.GetFileName),
        reference => reference is "MoTE.Indexing.Model.csproj" or "MoTE.Indexing.Media.csproj");

    [Fact]
    public void Adapters_KnowOnlyTheDomain()
    {
        foreach (var adapter in new[] { "Index", "Media", "Storage" })
        {
            var reference = Assert.Single(References(Path.Combine(Root, "shared", adapter, $"MoTE.Indexing.{adapter}.csproj")));
            Assert.EndsWith("MoTE.Indexing.Domain.csproj", reference, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("AzureStorage")]
    [InlineData("Elasticsearch")]
    public void AdaptersOfServers_KnowOnlyTheDomainAndHosting(string adapter) => Assert.Equal(
        ["MoTE.Indexing.Domain.csproj", "MoTE.Indexing.Hosting.csproj"],
        References(Path.Combine(Root, "shared", adapter, $"MoTE.Indexing.{adapter}.csproj")).Select(Path.GetFileName));

    [Theory]
    [InlineData("Azure.", "AzureStorage")]
    [InlineData("TorchSharp", "Model")]
    [InlineData("libtorch", "Model")]
    [InlineData("Microsoft.Data.Sqlite", "Index")]
    [InlineData("Elastic.", "Elasticsearch")]
    [InlineData("MassTransit.RabbitMQ", "RabbitMq")]
    [InlineData("RabbitMQ.Client", "RabbitMq")]
    [InlineData("SkiaSharp", "Media", "World")]
    [InlineData("System.CommandLine", "Cli")]
    public void Package_OfOneConcern_HasItsOwners(string prefix, params string[] expected)
    {
        var owners = Projects("shared").Concat(Projects("services"))
            .Where(project => Packages(project).Any(package => package.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(project => Path.GetFileName(Path.GetDirectoryName(project)));

        Assert.Equal(expected, owners.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TorchSharp_IsNamedInNoSourceOutsideModel()
    {
        var sources = new[] { "shared", "services" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.StartsWith(Path.Combine(Root, "shared", "Model"), StringComparison.Ordinal));

        Assert.DoesNotContain(sources, file => File.ReadAllText(file).Contains("using TorchSharp", StringComparison.Ordinal) || File.ReadAllText(file).Contains("using static TorchSharp", StringComparison.Ordinal));
    }

    private static bool IsHost(string project) => project.EndsWith(".Host.csproj", StringComparison.Ordinal);

    // A transport's own call may wait for ever; PublishAsync of Hosting gives up when it is told to.
    [Fact]
    public void Services_PublishOnlyWhatTheyCanGiveUp()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "services"), "*.cs", SearchOption.AllDirectories);

        Assert.DoesNotContain(sources, file => File.ReadAllText(file).Contains(".Publish(", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Projects(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories);

    private static IEnumerable<string> References(string project) => XDocument.Load(project).Descendants("ProjectReference")
        .Select(reference => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value)));

    private static IEnumerable<string> Packages(string project) => XDocument.Load(project).Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MoTE.Indexing.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no folder with MoTE.Indexing.sln.");
    }
}
