using System.Text.Json;

namespace MoTE.Indexing.Servers.RabbitMq;

/// <summary>A virtual host of one test: queues and exchanges of its own, which go with it.</summary>
public sealed class VirtualHost : IAsyncDisposable
{
    private readonly ManagementClient _management;

    private VirtualHost(string name, Uri broker, ManagementClient management)
    {
        (Name, _management) = (name, management);
        Address = new Uri(broker, $"/{name}");
    }

    /// <summary>Its name, which needs no escaping.</summary>
    public string Name { get; }

    /// <summary>Such as <c>amqp://guest:guest@127.0.0.1:5672/mote-1f2e</c>.</summary>
    public Uri Address { get; }

    /// <summary>User and password of the broker.</summary>
    public (string User, string Password) Credentials => Address.UserInfo.Split(':', 2) is [var user, var password]
        ? (Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
        : throw new InvalidOperationException("The broker's address names no user and password.");

    /// <summary>Where the management interface is.</summary>
    public Uri Management => _management.Address;

    /// <summary>Makes one.</summary>
    public static async Task<VirtualHost> MakeAsync(Uri broker, ManagementClient management, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(management);
        var host = new VirtualHost($"mote-{Guid.NewGuid():N}", broker, management);
        await management.PutAsync($"vhosts/{host.Name}", null, cancellationToken);
        await management.PutAsync($"permissions/{host.Name}/{host.Credentials.User}", new { configure = ".*", write = ".*", read = ".*" }, cancellationToken);
        return host;
    }

    /// <summary>Everything of a kind: <c>queues</c>, <c>exchanges</c>, <c>bindings</c>, <c>connections</c>.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string kind, CancellationToken cancellationToken) =>
        [.. (await _management.GetAsync($"{kind}/{Name}", cancellationToken)).EnumerateArray()];

    /// <summary>Drops the messages that wait in a queue.</summary>
    public Task PurgeAsync(string queue, CancellationToken cancellationToken) => _management.DeleteAsync($"queues/{Name}/{queue}/contents", cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _management.DeleteAsync($"vhosts/{Name}", CancellationToken.None);
        _management.Dispose();
    }
}
