using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace MoTE.Indexing.Servers.RabbitMq;

/// <summary>A broker's management interface.</summary>
public sealed class ManagementClient : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Prepares.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="credentials">User and password with a colon between.</param>
    public ManagementClient(Uri address, string credentials)
    {
        ArgumentNullException.ThrowIfNull(address);
        Address = address;
        _http = new HttpClient { BaseAddress = new Uri(address, "/api/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
    }

    /// <summary>Where it is.</summary>
    public Uri Address { get; }

    /// <summary>What is at a path below <c>/api/</c>.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) => _http.GetFromJsonAsync<JsonElement>(path, cancellationToken);

    /// <summary>Makes or changes what is at a path.</summary>
    public async Task PutAsync(string path, object? value, CancellationToken cancellationToken)
    {
        using var answer = await _http.PutAsJsonAsync(path, value ?? new { }, cancellationToken);
        _ = answer.EnsureSuccessStatusCode();
    }

    /// <summary>Removes what is at a path.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.DeleteAsync(path, cancellationToken);
        _ = answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
