using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Ingest.Addresses;

namespace MoTE.Indexing.Ingest.Tests.Addresses;

public sealed class AddressOptionsTests
{
    [Fact]
    public void Configuration_NetworksAndPorts_AreRead()
    {
        var options = Read(("Addresses:AllowedNetworks:0", "10.0.0.0/8"), ("Addresses:AllowedNetworks:1", "fd00::/8"), ("Addresses:AllowedPorts:0", "8080"), ("Addresses:Spell", "00:02:00"));

        Assert.Equal(["10.0.0.0/8", "fd00::/8"], options.AllowedNetworks);
        Assert.Equal([8080], options.AllowedPorts);
        Assert.Equal(TimeSpan.FromMinutes(2), options.Spell);
    }

    [Theory]
    [InlineData("Addresses:AllowedNetworks:0", "everything", "'everything' is not a network: expected something like 10.0.0.0/8.")]
    [InlineData("Addresses:AllowedNetworks:0", "10.0.0.0/33", "'10.0.0.0/33' is not a network: expected something like 10.0.0.0/8.")]
    [InlineData("Addresses:AllowedPorts:0", "70000", "70000 is not a port.")]
    [InlineData("Addresses:LargestBytes", "0", "LargestBytes")]
    public void Configuration_Wrong_IsSaid(string key, string value, string said) =>
        Assert.Contains(said, Assert.Throws<OptionsValidationException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    private static AddressOptions Read(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        _ = services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
        _ = services.AddValidatedOptions<AddressOptions>(AddressOptions.SectionName);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<AddressOptions>>().Value;
    }
}
