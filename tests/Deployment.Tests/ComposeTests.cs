using System.Globalization;
using System.Text.RegularExpressions;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace MoTE.Indexing.Deployment.Tests;

/// <summary>What <c>docker-compose.yml</c> and the Dockerfile say, against what the services know.</summary>
public sealed partial class ComposeTests
{
    private static readonly Dictionary<object, object> Services = Read();

    [Fact]
    public void Services_EveryVariable_IsAnOption() => Assert.All(
        Ours(),
        service => Options.AssertKnown(Map(service, "environment").Select(variable => KeyValuePair.Create((string)variable.Key, (string)variable.Value))));

    [Fact]
    public void Dockerfile_EveryVariable_IsAnOption() => Options.AssertKnown(
        Variables().Matches(File.ReadAllText(Path.Combine(Repository.Root, "infra", "docker", "Dockerfile"))).Select(match => KeyValuePair.Create(match.Groups[1].Value, match.Groups[2].Value)));

    [Fact]
    public void Services_EveryPort_IsOpenOnTheLoopbackInterfaceAlone()
    {
        var ports = All().Where(service => service.ContainsKey("ports")).SelectMany(service => (List<object>)service["ports"]).ToList();

        Assert.NotEmpty(ports);
        Assert.All(ports, port => Assert.StartsWith("127.0.0.1:", (string)port, StringComparison.Ordinal));
    }

    [Fact]
    public void Services_EveryImageOfOthers_HasItsVersion() => Assert.All(
        All().Where(service => !service.ContainsKey("build")), service => Assert.Matches(@":v?\d+\.\d+(\.\d+)?(-[a-z]+)?$", (string)service["image"]));

    [Fact]
    public void Elasticsearch_Release_IsTheOneThatTestsRunWith() => Assert.Equal(ElasticsearchRelease.Newest.Image, ((Dictionary<object, object>)Services["elasticsearch"])["image"]);

    [Fact]
    public async Task Services_TimeToStop_IsLongerThanAServiceTakes()
    {
        await using var service = await IdleService.StartAsync();

        Assert.All(Ours(), one => Assert.True(double.Parse(((string)one["stop_grace_period"]).TrimEnd('s'), CultureInfo.InvariantCulture) > service.LongestStop.TotalSeconds));
    }

    private static IEnumerable<Dictionary<object, object>> All() => Services.Values.Cast<Dictionary<object, object>>();

    private static IEnumerable<Dictionary<object, object>> Ours() => All().Where(service => service.ContainsKey("build"));

    private static Dictionary<object, object> Map(Dictionary<object, object> parent, string key) => (Dictionary<object, object>)parent[key];

    private static Dictionary<object, object> Read()
    {
        var parser = new MergingParser(new Parser(File.OpenText(Path.Combine(Repository.Root, "docker-compose.yml"))));
        return Map(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(parser), "services");
    }

    [GeneratedRegex(@"\b(MOTE_\w+)=(\S+)")]
    private static partial Regex Variables();
}
