using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Elasticsearch.Tests;

/// <summary>A node with users and a certificate of its own authority.</summary>
public sealed class SecurityTests
{
    private const string User = "mote";
    private const string Password = "only for tests";

    // Of the password above.
    private const string PasswordHash = "$2a$10$I2vXVb3rKpG4yBsqAc8aPenVP3v3UElPUtohQ4WVD0O7s5ynrOZ/O";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Node_WithUsersAndOwnAuthority_LetsInWhoIsTrusted(bool isOldest)
    {
        var release = isOldest ? ElasticsearchRelease.Oldest : ElasticsearchRelease.Newest;
        Assert.SkipWhen(release.Home is null, $"Only an installed node can be given certificates: set {release.HomeVariable}.");
        using var folder = new TemporaryFolder();
        var authority = folder.File("authority.pem");
        await using var node = await ElasticsearchNode.StartAsync(release.Home, "https", configuration => Secure(configuration, authority), TimeSpan.FromMinutes(10), Token);

        await StoresAsync(node.Address, authority, ("Username", User), ("Password", Password));
        await StoresAsync(node.Address, authority, ("ApiKey", await ApiKeyAsync(node.Address)));

        var unknown = await RefusedAsync(node.Address, ("CertificateAuthorityFile", authority), ("Username", User), ("Password", "another secret"));
        Assert.Contains("does not know the credentials", unknown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another secret", unknown.ToString(), StringComparison.Ordinal);
        await using (var services = TestArchive.Services(node.Address, "refused", ("CertificateAuthorityFile", authority), ("Username", User), ("Password", "another secret")))
        {
            var report = await TestArchive.Get<HealthCheckService>(services).CheckHealthAsync(Token);
            Assert.Contains("does not know the credentials", Assert.Single(report.Entries).Value.Description, StringComparison.Ordinal);
        }

        var untrusted = await RefusedAsync(node.Address, ("Username", User), ("Password", Password));
        Assert.DoesNotContain(Password, untrusted.ToString(), StringComparison.Ordinal);
    }

    private static async Task StoresAsync(Uri address, string authority, params (string Name, string Value)[] credentials)
    {
        await using var services = TestArchive.Services(address, $"t{Guid.NewGuid():N}", [("CertificateAuthorityFile", authority), .. credentials]);
        await TestArchive.Get<IVideoCatalogue>(services).SaveAsync(Examples.Video(1), Token);
        await TestArchive.Get<ISegmentIndex>(services).StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 2), Token);
        Assert.Equal(2, (await TestArchive.Get<ISegmentIndex>(services).FindAsync(Examples.Query(1), Token)).Count);
    }

    private static async Task<StoreUnavailableException> RefusedAsync(Uri address, params (string Name, string Value)[] options)
    {
        await using var services = TestArchive.Services(address, "refused", [("Retries", "0"), .. options]);
        return await Assert.ThrowsAsync<StoreUnavailableException>(() => TestArchive.Get<IVideoCatalogue>(services).SaveAsync(Examples.Video(1), Token));
    }

    private static async Task<string> ApiKeyAsync(Uri address)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var http = new HttpClient(handler) { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));
        using var answer = await http.PostAsJsonAsync("/_security/api_key", new { name = "test" }, Token);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("encoded").GetString()!;
    }

    private static IEnumerable<string> Secure(string configuration, string authority)
    {
        using var rootKey = RSA.Create(2048);
        var rootRequest = new CertificateRequest("CN=tests", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var root = rootRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=node", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var leaf = request.Create(root, now.AddDays(-1), now.AddDays(1), [1, 2, 3, 4]);
        File.WriteAllText(authority, root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(configuration, "node.crt"), leaf.ExportCertificatePem());
        File.WriteAllText(Path.Combine(configuration, "node.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(configuration, "users"), $"{User}:{PasswordHash}\n");
        File.WriteAllText(Path.Combine(configuration, "users_roles"), $"superuser:{User}\n");
        return
        [
            "xpack.security.enabled: true",
            "xpack.security.authc.api_key.enabled: true",
            "xpack.security.http.ssl.enabled: true",
            "xpack.security.http.ssl.certificate: node.crt",
            "xpack.security.http.ssl.key: node.key",
        ];
    }
}
