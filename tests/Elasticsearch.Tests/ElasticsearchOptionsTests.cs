using Microsoft.Extensions.Options;

namespace MoTE.Indexing.Elasticsearch.Tests;

public sealed class ElasticsearchOptionsTests
{
    [Theory]
    [InlineData("IndexPrefix", "Mote")]
    [InlineData("ApiKey", "key", "Username", "user", "Password", "secret")]
    [InlineData("Username", "user")]
    [InlineData("Addresses:0", "ftp://127.0.0.1")]
    [InlineData("Addresses:0", "http://user:secret@127.0.0.1")]
    [InlineData("CertificateAuthorityFile", "/nowhere.pem")]
    [InlineData("RequestTimeout", "00:00:00")]
    [InlineData("Retries", "21")]
    public async Task Value_Wrong_IsRefusedInASentenceWithoutSecrets(params string[] settings)
    {
        await using var services = TestArchive.Services(new Uri("http://127.0.0.1:9200"), "mote", settings.Chunk(2).Select(pair => (pair[0], pair[1])));

        var error = Assert.Throws<OptionsValidationException>(() => TestArchive.Get<IOptions<ElasticsearchOptions>>(services).Value);

        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Value_OnlyAnAddress_IsEnough()
    {
        await using var services = TestArchive.Services(new Uri("http://127.0.0.1:9200"), "mote");

        Assert.Equal("mote", TestArchive.Get<IOptions<ElasticsearchOptions>>(services).Value.IndexPrefix);
    }
}
