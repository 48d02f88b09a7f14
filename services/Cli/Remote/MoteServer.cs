using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Cli.Indexing;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>A MoTE server, through its REST interface. Every failure is a sentence for people.</summary>
/// <param name="client">Its base address is the server's; it sets no limit of its own.</param>
/// <param name="options">How patient to be.</param>
internal sealed class MoteServer(HttpClient client, IOptions<ServerOptions> options)
{
    private const int VideosAtATime = 200;
    private const int NotFound = 404;
    private const int Accepted = 202;
    private const string EmbeddingPath = "api/embedding";
    private const string RebuildPath = "api/index/rebuild";

    /// <summary>Where it is; ends with a slash.</summary>
    public Uri Address => client.BaseAddress!;

    /// <summary>The model, and how much there is.</summary>
    public Task<StatusAnswer> StatusAsync(CancellationToken cancellationToken) => GetAsync<StatusAnswer>("api/status", cancellationToken);

    /// <summary>Searches.</summary>
    public async Task<SearchResult> SearchAsync(SearchRequest request, CancellationToken cancellationToken) =>
        ServerSearch.Result(await GetAsync<SearchAnswer>(ServerSearch.Query(request), cancellationToken), Address);

    /// <summary>Finds a video; null when it is not known.</summary>
    public async Task<VideoAnswer?> FindAsync(VideoId id, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, $"api/videos/{id}"), mayBeMissing: true, cancellationToken);
        return (int)response.StatusCode == NotFound ? null : await ReadAsync<VideoAnswer>(response, cancellationToken);
    }

    /// <summary>Every video, the first received first.</summary>
    public async Task<IReadOnlyList<VideoAnswer>> ListAsync(CancellationToken cancellationToken)
    {
        var videos = new List<VideoAnswer>();
        string? next = null;
        do
        {
            var page = await GetAsync<VideosAnswer>($"api/videos?limit={VideosAtATime}{(next is null ? "" : $"&cursor={Uri.EscapeDataString(next)}")}", cancellationToken);
            videos.AddRange(page.Videos);
            next = page.Next;
        }
        while (next is not null);
        return [.. videos.OrderBy(video => video.ReceivedAt).ThenBy(video => video.VideoId, StringComparer.Ordinal)];
    }

    /// <summary>Deletes a video and all that was made of it.</summary>
    public async Task DeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"api/videos/{id}"), mayBeMissing: false, cancellationToken);
    }

    /// <summary>Asks for every video to be embedded that the server's model has not embedded and another has.</summary>
    /// <returns>How much there was before.</returns>
    public async Task<EmbeddingAnswer> EmbedAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Post, EmbeddingPath), mayBeMissing: false, cancellationToken);
        return await ReadAsync<EmbeddingAnswer>(response, cancellationToken);
    }

    /// <summary>How much of the archive the server's model has embedded.</summary>
    public Task<EmbeddingAnswer> EmbeddingAsync(CancellationToken cancellationToken) => GetAsync<EmbeddingAnswer>(EmbeddingPath, cancellationToken);

    /// <summary>Asks for a rebuild of the index.</summary>
    /// <returns>The rebuild, and whether it is a new one; it is not when one is under way.</returns>
    public async Task<(RebuildAnswer Rebuild, bool IsNew)> RebuildAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Post, RebuildPath), mayBeMissing: false, cancellationToken);
        return (await ReadAsync<RebuildAnswer>(response, cancellationToken), (int)response.StatusCode == Accepted);
    }

    /// <summary>How far the rebuild of the index is; null when there was none.</summary>
    public async Task<RebuildAnswer?> FindRebuildAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, RebuildPath), mayBeMissing: true, cancellationToken);
        return (int)response.StatusCode == NotFound ? null : await ReadAsync<RebuildAnswer>(response, cancellationToken);
    }

    /// <summary>Stops the rebuild of the index.</summary>
    public async Task StopRebuildAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Delete, RebuildPath), mayBeMissing: false, cancellationToken);
    }

    /// <summary>Asks for the video at an address to be taken in.</summary>
    /// <returns>Number of the request.</returns>
    public async Task<Guid> AddAsync(string address, IndexRequest request, CancellationToken cancellationToken)
    {
        var video = new NewVideo { Url = address, Title = request.Title, Collection = request.Collection, Tags = request.Tags };
        using var message = new HttpRequestMessage(HttpMethod.Post, "api/videos") { Content = JsonContent.Create(video, options: ServerJson.Options) };
        using var response = await SendAsync(message, mayBeMissing: false, cancellationToken);
        return (await ReadAsync<AcceptedRequest>(response, cancellationToken)).RequestId;
    }

    /// <summary>What happens at the server from now on: the event's name and its JSON. The first comes at once.</summary>
    /// <exception cref="ServerGoneException">The stream broke off, or ended because the server stops.</exception>
    public async IAsyncEnumerable<SseItem<string>> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, "api/events"), mayBeMissing: false, cancellationToken);
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var events = SseParser.Create(content).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await GuardAsync(() => InTimeAsync(events.MoveNextAsync().AsTask(), cancellationToken), cancellationToken))
            yield return events.Current;
        throw new ServerGoneException($"{Address} stopped.");
    }

    /// <summary>Sends a request that is not repeated.</summary>
    /// <param name="request">Its address is below the server's.</param>
    /// <param name="mayBeMissing">Whether 404 is an answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, its content not yet read.</returns>
    /// <exception cref="ServerGoneException">There is no answer.</exception>
    /// <exception cref="UserErrorException">The answer is a refusal.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool mayBeMissing, CancellationToken cancellationToken)
    {
        var response = await GuardAsync(() => SendInTimeAsync(request, cancellationToken), cancellationToken);
        if (response.IsSuccessStatusCode || (mayBeMissing && (int)response.StatusCode == NotFound && IsProblem(response)))
            return response;
        using (response)
        {
            throw await ServerFailure.OfAsync(Address, response, cancellationToken);
        }
    }

    private static bool IsProblem(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType == "application/problem+json";

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), mayBeMissing: false, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            if (response.Content.Headers.ContentType?.MediaType != "application/json")
                throw ServerFailure.Foreign(Address);
            return await GuardAsync(() => response.Content.ReadFromJsonAsync<T>(ServerJson.Options, cancellationToken), cancellationToken) ?? throw ServerFailure.Foreign(Address);
        }
        catch (JsonException cause)
        {
            throw ServerFailure.Foreign(Address, cause);
        }
    }

    private async Task<HttpResponseMessage> SendInTimeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Value.AnswerWithin);
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw ServerFailure.Late(Address, options.Value.AnswerWithin, cause);
        }
    }

    // A server gives a sign of life now and then; one that is silent is gone.
    private async Task<T> InTimeAsync<T>(Task<T> news, CancellationToken cancellationToken)
    {
        try
        {
            return await news.WaitAsync(options.Value.AnswerWithin, cancellationToken);
        }
        catch (TimeoutException cause)
        {
            throw ServerFailure.Late(Address, options.Value.AnswerWithin, cause);
        }
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> exchange, CancellationToken cancellationToken)
    {
        try
        {
            return await exchange();
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw ServerFailure.Gone(Address, cause);
        }
    }
}
