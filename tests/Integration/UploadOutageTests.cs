using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using MoTE.Indexing.Servers;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Integration;

/// <summary>What a client hears while the store is away or full, and that its upload goes on afterwards.</summary>
public sealed class UploadOutageTests(RabbitMqServer broker, AzuriteServer store, NewestElasticsearch search)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GivenAnUpload_WhenTheStoreIsAwayOrFull_TheClientIsToldToComeBackAndGoesOnWhereItStood()
    {
        await using var proxy = await RefusingProxy.StartAsync(new BlobServiceClient(store.ConnectionString).Uri, FreePort.Next(), seed: 1, complaint: null, Token);
        var throughProxy = new Dictionary<string, string>
        {
            ["MOTE_AzureStorage__ConnectionString"] = EmulatedAccount.At("127.0.0.1", proxy.Address.Port),
            ["MOTE_AzureStorage__RetriesMost"] = "1",
        };
        await using var deployment = await Deployment.StartAsync(broker, store, search, throughProxy, Token);
        using var client = new HttpClient { BaseAddress = deployment.Address };
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "infra", "samples", "clip-01.mp4"), Token);
        var half = bytes.Length / 2;
        using var created = await BeginAsync(client, bytes.Length);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var upload = created.Headers.Location!;
        using (var first = await AppendAsync(client, upload, 0, bytes[..half]))
            Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);

        proxy.Cut();
        await IsToldAsync(HttpStatusCode.ServiceUnavailable, "The blob store does not answer: check that it runs, and that the configuration names it.", await AppendAsync(client, upload, half, bytes[half..]));
        await IsToldAsync(HttpStatusCode.ServiceUnavailable, "The blob store does not answer: check that it runs, and that the configuration names it.", await BeginAsync(client, 1));
        proxy.Refuse(HttpStatusCode.ServiceUnavailable);
        await IsToldAsync(HttpStatusCode.ServiceUnavailable, "The blob store is busy: try again later.", await AppendAsync(client, upload, half, bytes[half..]));
        proxy.Refuse(HttpStatusCode.InsufficientStorage, method: "PUT");
        await IsToldAsync(HttpStatusCode.InsufficientStorage, "The blob store has no room left: free some, or enlarge it, and try again.", await AppendAsync(client, upload, half, bytes[half..]));
        await IsToldAsync(HttpStatusCode.InsufficientStorage, "The blob store has no room left: free some, or enlarge it, and try again.", await BeginAsync(client, 1));
        proxy.Pass();

        using (var asked = await SendAsync(client, HttpMethod.Head, upload, null))
            Assert.Equal(half.ToString(CultureInfo.InvariantCulture), asked.Headers.GetValues("Upload-Offset").Single());
        using (var rest = await AppendAsync(client, upload, half, bytes[half..]))
            Assert.Equal(HttpStatusCode.NoContent, rest.StatusCode);
        while ((await client.GetFromJsonAsync<JsonElement>("/api/status", Token)).GetProperty("videos").GetProperty("searchable").GetInt32() < 1)
            await Task.Delay(200, Token);
    }

    private static Task<HttpResponseMessage> BeginAsync(HttpClient client, int length) =>
        SendAsync(client, HttpMethod.Post, new Uri("/api/videos", UriKind.Relative), null, ("Upload-Length", length.ToString(CultureInfo.InvariantCulture)));

    private static Task<HttpResponseMessage> AppendAsync(HttpClient client, Uri upload, int offset, byte[] piece) => SendAsync(
        client,
        HttpMethod.Patch,
        upload,
        new ByteArrayContent(piece) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } },
        ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)));

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, Uri address, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await client.SendAsync(request, Token);
    }

    private static async Task IsToldAsync(HttpStatusCode status, string sentence, HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Equal(sentence, (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("detail").GetString());
            Assert.Equal("1.0.0", Assert.Single(answer.Headers.GetValues("Tus-Resumable")));
            Assert.Equal(status == HttpStatusCode.ServiceUnavailable, answer.Headers.RetryAfter is not null);
        }
    }
}
