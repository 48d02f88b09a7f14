using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Soak.Verdicts;

/// <summary>What the REST interface says of videos.</summary>
internal sealed class VideoStates(Uri search) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = search, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>A video's state and the reason of its rejection; null when it is not known.</summary>
    public async Task<(VideoState State, string? Reason)?> FindAsync(VideoId id, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri($"/api/videos/{id.Value}", UriKind.Relative), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        var video = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return (Enum.Parse<VideoState>(video.GetProperty("state").GetString()!, ignoreCase: true), video.GetProperty("reason").GetString());
    }

    /// <summary>How many videos are in a state that is an end; null when nobody can say.</summary>
    public async Task<int?> CountEndedAsync(CancellationToken cancellationToken) => await CountAsync(cancellationToken) is { } videos
        ? videos.GetProperty("searchable").GetInt32() + videos.GetProperty("rejected").GetInt32()
        : null;

    /// <summary>How many videos are searchable; null when nobody can say.</summary>
    public async Task<int?> CountSearchableAsync(CancellationToken cancellationToken) =>
        await CountAsync(cancellationToken) is { } videos ? videos.GetProperty("searchable").GetInt32() : null;

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement?> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _http.GetFromJsonAsync<JsonElement>(new Uri("/api/status", UriKind.Relative), cancellationToken)).GetProperty("videos");
        }
        catch (Exception away) when (away is HttpRequestException || (away is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;    // Search itself, or what it asks, is away at the moment.
        }
    }
}
