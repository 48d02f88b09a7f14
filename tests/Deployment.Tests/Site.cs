using k8s;
using k8s.Models;
using MoTE.Indexing.Deployment.Tests.Keda;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Deployment.Tests;

/// <summary>What <c>infra/kubernetes</c> makes of a site.</summary>
/// <param name="resources">All that would be applied.</param>
internal sealed class Site(IReadOnlyList<object> resources)
{
    private const string Overlay = "overlays/site";
    private const string GpuLine = "- ../../components/gpu";

    private static readonly Dictionary<string, Type> FurtherKinds = new()
    {
        ["keda.sh/v1alpha1/ScaledObject"] = typeof(ScaledObject),
        ["keda.sh/v1alpha1/TriggerAuthentication"] = typeof(TriggerAuthentication),
    };

    /// <summary>All that would be applied.</summary>
    public IReadOnlyList<object> Resources => resources;

    /// <summary>The services.</summary>
    public IEnumerable<V1Deployment> Deployments => Of<V1Deployment>();

    /// <summary>What all services are told.</summary>
    public V1ConfigMap Settings => Assert.Single(Of<V1ConfigMap>());

    /// <summary>What is kept from view.</summary>
    public V1Secret Access => Assert.Single(Of<V1Secret>());

    /// <summary>Everything of a kind.</summary>
    public IEnumerable<T> Of<T>() => resources.OfType<T>();

    /// <summary>The base alone: no address, no secret.</summary>
    public static async Task<Site> BaseAsync() => Read(await Kubectl.KustomizeAsync(Path.Combine(Folder, "base"), TestContext.Current.CancellationToken));

    /// <summary>The example of a site, as it is once its secrets have been written.</summary>
    /// <param name="withGpu">With the component that is commented out.</param>
    public static async Task<Site> ExampleAsync(bool withGpu = false)
    {
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Path, Path.GetRelativePath(Folder, file));
            _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var overlay = Path.Combine(copy.Path, Overlay);
        File.Copy(Path.Combine(overlay, "access.env.example"), Path.Combine(overlay, "access.env"), overwrite: true);
        if (withGpu)
            Uncomment(Path.Combine(overlay, "kustomization.yaml"));
        return Read(await Kubectl.KustomizeAsync(overlay, TestContext.Current.CancellationToken));
    }

    private static string Folder => Path.Combine(Repository.Root, "infra", "kubernetes");

    private static void Uncomment(string kustomization)
    {
        var text = File.ReadAllText(kustomization);
        Assert.Contains($"# {GpuLine}", text, StringComparison.Ordinal);
        File.WriteAllText(kustomization, text.Replace($"# {GpuLine}", GpuLine, StringComparison.Ordinal));
    }

    // Strict: a field that Kubernetes does not know is an error.
    private static Site Read(string rendered) => new(KubernetesYaml.LoadAllFromString(rendered, FurtherKinds, strict: true));
}
