using k8s.Models;

namespace MoTE.Indexing.Deployment.Tests.Keda;

/// <summary>How many copies of a Deployment there are, by the work that waits: those fields of KEDA's resource that are in use.</summary>
public sealed class ScaledObject
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public Specification Spec { get; set; } = new();

    public sealed class Specification
    {
        public Target ScaleTargetRef { get; set; } = new();

        public int MinReplicaCount { get; set; }

        public int MaxReplicaCount { get; set; }

        public int PollingInterval { get; set; }

        public Further Advanced { get; set; } = new();

        public IList<Trigger> Triggers { get; set; } = [];
    }

    public sealed class Target
    {
        public string Name { get; set; } = "";
    }

    public sealed class Further
    {
        public Autoscaler HorizontalPodAutoscalerConfig { get; set; } = new();
    }

    public sealed class Autoscaler
    {
        public V2HorizontalPodAutoscalerBehavior Behavior { get; set; } = new();
    }

    public sealed class Trigger
    {
        public string Type { get; set; } = "";

        public WaitingMessages Metadata { get; set; } = new();

        public Target AuthenticationRef { get; set; } = new();
    }

    public sealed class WaitingMessages
    {
        public string Protocol { get; set; } = "";

        public string QueueName { get; set; } = "";

        public string Mode { get; set; } = "";

        public string Value { get; set; } = "";
    }
}
