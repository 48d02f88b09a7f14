using k8s.Models;

namespace MoTE.Indexing.Deployment.Tests.Keda;

/// <summary>How KEDA reaches what it measures: those fields of its resource that are in use.</summary>
public sealed class TriggerAuthentication
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public Specification Spec { get; set; } = new();

    public sealed class Specification
    {
        public IList<SecretTarget> SecretTargetRef { get; set; } = [];
    }

    public sealed class SecretTarget
    {
        public string Parameter { get; set; } = "";

        public string Name { get; set; } = "";

        public string Key { get; set; } = "";
    }
}
