using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Media;
using MoTE.Indexing.Search.Web;

namespace MoTE.Indexing.Search.Tests.Web;

public sealed class SearchWebTests
{
    [Fact]
    public void AddSearchWeb_InAProcessOfItsOwn_FindsFfmpegWhereTheConfigurationSays()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Media:FfmpegFolder", "/opt/ffmpeg")]).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSearchWeb().BuildServiceProvider();

        Assert.Equal("/opt/ffmpeg", services.GetRequiredService<IOptions<MediaOptions>>().Value.FfmpegFolder);
    }
}
