using System.Net.ServerSentEvents;
using System.Text.Json;

namespace MoTE.Indexing.EndToEnd;

/// <summary>What a server tells from now on.</summary>
internal sealed class ServerEvents : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private ServerEvents(HttpResponseMessage answer, IAsyncEnumerator<SseItem<string>> items)
    {
        _answer = answer;
        _items = items;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Begins to listen; whatever happens afterwards is heard.</summary>
    public static async Task<ServerEvents> ListenAsync(HttpClient client)
    {
        var answer = await client.GetAsync(new Uri("/api/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);
        var parser = SseParser.Create(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(Token));
        var events = new ServerEvents(answer, parser.EnumerateAsync(Token).GetAsyncEnumerator(Token));
        _ = await events.NextAsync("heartbeat", _ => true);
        return events;
    }

    /// <summary>The data of the next event of a kind that is as it should be.</summary>
    public async Task<JsonElement> NextAsync(string kind, Predicate<JsonElement> isWanted)
    {
        while (await _items.MoveNextAsync())
        {
            var data = JsonDocument.Parse(_items.Current.Data).RootElement;
            if (_items.Current.EventType == kind && isWanted(data))
                return data;
        }

        throw new InvalidOperationException($"The server ended its events before the one of kind '{kind}'.");
    }

    /// <summary>Waits until a video is in a state.</summary>
    /// <returns>The video.</returns>
    public Task<JsonElement> VideoAsync(string id, string state) =>
        NextAsync("video", video => video.GetProperty("videoId").GetString() == id && video.GetProperty("state").GetString() == state);

    public async ValueTask DisposeAsync()
    {
        _answer.Dispose();
        await _items.DisposeAsync();
    }
}
