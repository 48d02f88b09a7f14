using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MoTE.Indexing.Hosting.Tests;

public sealed class ValidatedOptionsTests
{
    [Fact]
    public void AddValidatedOptions_Configured_BindsTheSection() => Assert.Equal(7, Options("7").Value.Count);

    [Fact]
    public void AddValidatedOptions_OutOfRange_IsRefusedByName() =>
        Assert.Contains("Count", Assert.Throws<OptionsValidationException>(() => Options("0").Value).Message, StringComparison.Ordinal);

    private static IOptions<Bounds> Options(string count)
    {
        var services = new ServiceCollection();
        _ = services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Bounds:Count", count)]).Build());
        _ = services.AddValidatedOptions<Bounds>("Bounds");
        return services.BuildServiceProvider().GetRequiredService<IOptions<Bounds>>();
    }

    internal sealed class Bounds
    {
        [Range(1, 9)]
        public int Count { get; set; } = 3;
    }
}
