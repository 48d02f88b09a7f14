using System.Text;

namespace MoTE.Indexing.EndToEnd;

/// <summary>All that a server tells of what happens, word for word.</summary>
internal sealed class EventRecord : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StringBuilder _text = new();
    private readonly Task _listening;

    private EventRecord(HttpResponseMessage answer, StreamReader lines)
    {
        _answer = answer;
        _listening = ListenAsync(lines);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What was told so far.</summary>
    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>Begins to listen; whatever happens afterwards is recorded.</summary>
    public static async Task<EventRecord> BeginAsync(HttpClient client)
    {
        var answer = await client.GetAsync(new Uri("/api/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);
        var record = new EventRecord(answer, new StreamReader(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(Token)));
        await record.UntilAsync("heartbeat");
        return record;
    }

    /// <summary>Waits until something was told.</summary>
    public async Task UntilAsync(string part)
    {
        while (!Text.Contains(part, StringComparison.Ordinal))
            await Task.Delay(50, Token);
    }

    public async ValueTask DisposeAsync()
    {
        _answer.Dispose();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ListenAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(Token) is { } line)
        {
            lock (_text)
            {
                _ = _text.AppendLine(line);
            }
        }
    }
}
