using System.Globalization;
using k8s.Models;
using MoTE.Indexing.Deployment.Tests.Keda;
using MoTE.Indexing.Processes;
using MoTE.Indexing.RabbitMq;

namespace MoTE.Indexing.Deployment.Tests;

/// <summary>What <c>infra/kubernetes</c> says, against what Kubernetes and the services know.</summary>
public sealed class KubernetesTests
{
    private static readonly string[] Services = ["mote-embedding", "mote-indexing", "mote-ingest", "mote-search"];

    [Fact]
    public async Task Base_Rendered_HasTheFourServicesAndNoSecret()
    {
        var site = await Site.BaseAsync();

        Assert.Equal(Services, site.Deployments.Select(deployment => deployment.Metadata.Name).Order(StringComparer.Ordinal));
        Assert.Empty(site.Of<V1Secret>());
    }

    [Fact]
    public async Task Deployments_EveryVariable_IsAnOption()
    {
        var site = await Site.ExampleAsync(withGpu: true);

        Options.AssertKnown(site.Settings.Data);
        Assert.All(site.Deployments, deployment => Options.AssertKnown(Container(deployment).Env.Select(variable => KeyValuePair.Create(variable.Name, variable.Value ?? Placeholder(variable.Name)))));
    }

    [Fact]
    public async Task Deployments_EveryReference_LeadsSomewhere()
    {
        var site = await Site.ExampleAsync();

        Assert.All(site.Deployments.Select(Container), container =>
        {
            Assert.All(container.EnvFrom, source => Assert.Equal(site.Settings.Metadata.Name, source.ConfigMapRef.Name));
            Assert.All(container.Env.Select(variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>(), key =>
            {
                Assert.Equal(site.Access.Metadata.Name, key.Name);
                Assert.Contains(key.Key, site.Access.Data.Keys);
            });
        });
        Assert.All(site.Deployments.Select(deployment => deployment.Spec.Template.Spec), pod =>
        {
            Assert.Contains(site.Of<V1ServiceAccount>(), account => account.Metadata.Name == pod.ServiceAccountName);
            Assert.Equal(pod.Containers[0].VolumeMounts.Select(mount => mount.Name).Order(StringComparer.Ordinal), pod.Volumes.Select(volume => volume.Name).Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public async Task Deployments_EveryProbe_IsAnsweredByAService()
    {
        var site = await Site.BaseAsync();
        await using var service = await IdleService.StartAsync();
        using var client = new HttpClient();

        foreach (var container in site.Deployments.Select(Container))
        {
            foreach (var probe in new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe })
            {
                Assert.Contains(container.Ports, port => port.Name == probe.HttpGet.Port.Value && port.ContainerPort == 8081);
                using var answer = await client.GetAsync(new Uri(service.Management, probe.HttpGet.Path), TestContext.Current.CancellationToken);
                Assert.True(answer.IsSuccessStatusCode, probe.HttpGet.Path);
            }
        }
    }

    [Fact]
    public async Task Deployments_TimeToStop_IsLongerThanAServiceTakes()
    {
        var site = await Site.ExampleAsync();
        await using var service = await IdleService.StartAsync(site.Settings.Data["MOTE_Service__FinishWithin"]);

        Assert.All(site.Deployments, deployment =>
        {
            var pause = Container(deployment).Lifecycle?.PreStop.Exec.Command is ["sleep", var seconds] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 0;
            Assert.True(deployment.Spec.Template.Spec.TerminationGracePeriodSeconds > service.LongestStop.TotalSeconds + pause);
        });
    }

    [Fact]
    public async Task Deployments_TimeToStart_IsLongerThanAServiceTakes()
    {
        var site = await Site.BaseAsync();

        Assert.All(site.Deployments, deployment =>
            Assert.True(Container(deployment).StartupProbe is { } probe && probe.PeriodSeconds * probe.FailureThreshold > new ServiceOptions().StartWithin.TotalSeconds));
    }

    [Fact]
    public async Task Deployments_EveryPod_IsRestricted()
    {
        var site = await Site.ExampleAsync(withGpu: true);

        Assert.All(site.Deployments.Select(deployment => deployment.Spec.Template.Spec), pod =>
        {
            var container = Assert.Single(pod.Containers);
            Assert.True(pod.SecurityContext.RunAsNonRoot);
            Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
            Assert.False(pod.AutomountServiceAccountToken);
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.Contains("memory", container.Resources.Limits.Keys);
        });
    }

    [Fact]
    public async Task Deployments_Caches_FitOnTheirVolumes()
    {
        var site = await Site.ExampleAsync();
        long Bytes(string setting) => long.Parse(site.Settings.Data[setting], CultureInfo.InvariantCulture);
        var copies = Bytes("MOTE_AzureStorage__CacheBytesMost");

        Assert.All(["MOTE_Uploads__LargestBytes", "MOTE_Addresses__LargestBytes"], largest => Assert.True(Bytes(largest) <= copies));
        Assert.All(site.Deployments.Where(deployment => deployment.Metadata.Name != "mote-indexing"), deployment =>
        {
            var volume = deployment.Spec.Template.Spec.Volumes.Single(volume => volume.Name == "cache").EmptyDir.SizeLimit;
            var needed = copies + (deployment.Metadata.Name == "mote-search" ? Bytes("MOTE_Playback__BytesMost") : 0);
            Assert.True(volume.ToDecimal() > needed, deployment.Metadata.Name);
            Assert.Equal(volume.ToDecimal(), Container(deployment).Resources.Requests["ephemeral-storage"].ToDecimal());
        });
    }

    [Fact]
    public async Task Search_UnderItsName_IsReached()
    {
        var site = await Site.ExampleAsync();
        var rule = Assert.Single(Assert.Single(site.Of<V1Ingress>()).Spec.Rules);
        var service = Assert.Single(site.Of<V1Service>());
        var search = site.Deployments.Single(deployment => deployment.Metadata.Name == "mote-search");

        Assert.Contains(site.Settings.Data, setting => setting.Key.StartsWith("MOTE_Web__AllowedHosts__", StringComparison.Ordinal) && setting.Value == rule.Host);
        Assert.Equal((service.Metadata.Name, service.Spec.Ports[0].Name), (rule.Http.Paths[0].Backend.Service.Name, rule.Http.Paths[0].Backend.Service.Port.Name));
        Assert.All(service.Spec.Selector, label => Assert.Equal(label.Value, search.Spec.Template.Metadata.Labels[label.Key]));
        Assert.EndsWith($":{Container(search).Ports.Single(port => port.Name == service.Spec.Ports[0].TargetPort.Value).ContainerPort}", Container(search).Env.Single(variable => variable.Name == "MOTE_Service__Urls").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_EverySelector_SelectsAPod()
    {
        var site = await Site.ExampleAsync();
        bool Selects(IDictionary<string, string>? labels) => site.Deployments.Any(deployment => (labels ?? new Dictionary<string, string>()).All(label => deployment.Spec.Template.Metadata.Labels.Contains(label)));

        Assert.Equal(Services.Length, site.Of<V1PodDisruptionBudget>().Count());
        Assert.All(site.Of<V1PodDisruptionBudget>(), budget => Assert.True(Selects(budget.Spec.Selector.MatchLabels)));
        Assert.All(site.Of<V1NetworkPolicy>(), policy => Assert.True(Selects(policy.Spec.PodSelector.MatchLabels)));
    }

    [Fact]
    public async Task Scaling_EveryTrigger_CountsAQueueThatTheScaledServiceTakesFrom()
    {
        var site = await Site.ExampleAsync();
        var authentication = Assert.Single(site.Of<TriggerAuthentication>());
        var scaled = site.Of<ScaledObject>().ToList();

        Assert.Equal(
            [("mote-embedding", "embed-chunk"), ("mote-indexing", "chunk-embedded"), ("mote-ingest", "ingest-video")],
            scaled.Select(one => (one.Spec.ScaleTargetRef.Name, Assert.Single(one.Spec.Triggers).Metadata.QueueName)).Order());
        Assert.All(scaled, one =>
        {
            Assert.True(RoutedMessages.Has(one.Spec.Triggers[0].Metadata.QueueName));
            Assert.Equal(authentication.Metadata.Name, one.Spec.Triggers[0].AuthenticationRef.Name);
            Assert.Null(site.Deployments.Single(deployment => deployment.Metadata.Name == one.Spec.ScaleTargetRef.Name).Spec.Replicas);
            Assert.InRange(one.Spec.MinReplicaCount, 1, one.Spec.MaxReplicaCount);
        });
        Assert.All(authentication.Spec.SecretTargetRef, secret =>
        {
            Assert.Equal(site.Access.Metadata.Name, secret.Name);
            Assert.Contains(secret.Key, site.Access.Data.Keys);
        });
    }

    [Fact]
    public async Task Gpu_Embedding_HasOneAndTheImageForIt()
    {
        var site = await Site.ExampleAsync(withGpu: true);
        var container = Container(site.Deployments.Single(deployment => deployment.Metadata.Name == "mote-embedding"));

        Assert.Equal("1", container.Resources.Limits["nvidia.com/gpu"].ToString());
        Assert.Contains("mote-embedding-cuda:", container.Image, StringComparison.Ordinal);
        Assert.Contains(container.Env, variable => variable is { Name: "MOTE_Embedding__Device", Value: "cuda" });
    }

    private static V1Container Container(V1Deployment deployment) => deployment.Spec.Template.Spec.Containers[0];

    // A value that comes from a secret.
    private static string Placeholder(string name) => $"the secret of {name}";
}
