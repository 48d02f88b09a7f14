using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Processes.Tests;

public sealed class DeployedModelTests
{
    [Fact]
    public void Read_TheDemoBundle_IsItsManifest()
    {
        var model = DeployedModel.Read(Path.Combine(Repository.Root, "infra", "models", "demo"));

        Assert.Equal("demo", model.Name);
        Assert.Matches("^[0-9a-f]{64}$", model.Fingerprint);
    }

    [Fact]
    public void Read_NoBundle_SaysWhichSettingIsWrong() =>
        Assert.Contains("Model:Folder", Assert.Throws<UserErrorException>(() => DeployedModel.Read("/nowhere")).Message, StringComparison.Ordinal);
}
