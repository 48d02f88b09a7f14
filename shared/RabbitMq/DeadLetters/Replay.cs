using MoTE.Indexing.Contracts;
using RabbitMQ.Client;

namespace MoTE.Indexing.RabbitMq.DeadLetters;

/// <summary>One round of giving dead letters back.</summary>
internal sealed class Replay
{
    private static readonly string IngestQueue = RoutedMessages.Routes.Single(route => route.Message == typeof(IngestVideo)).Queue;

    private readonly HashSet<string> _videos = [];

    /// <summary>Publishes what lets the work go on; the broker has it when this returns.</summary>
    public async Task PublishAsync(IChannel channel, DeadLetter letter, BasicGetResult delivered)
    {
        if (VideoOf(letter, delivered) is { } video)
            await AskAnewAsync(channel, video).ConfigureAwait(false);
        else
            await channel.BasicPublishAsync(string.Empty, letter.Queue, mandatory: true, Cleaned(delivered.BasicProperties), delivered.Body).ConfigureAwait(false);
    }

    private static string? VideoOf(DeadLetter letter, BasicGetResult delivered) => letter.Message is nameof(EmbedChunk) or nameof(ChunkEmbedded)
        && Envelope.Read(delivered.Body) is { } envelope && envelope.Message.TryGetProperty("videoId", out var video)
        ? video.GetString()
        : null;

    // Several chunks of a video are one request.
    private async Task AskAnewAsync(IChannel channel, string video)
    {
        if (_videos.Contains(video))
            return;
        var id = Guid.CreateVersion7();
        var properties = new BasicProperties { MessageId = id.ToString(), ContentType = Envelope.MediaType, Persistent = true };
        var request = Envelope.Write(id, new IngestVideo { RequestId = id, Source = $"video:{video}" });
        await channel.BasicPublishAsync(string.Empty, IngestQueue, mandatory: true, properties, request).ConfigureAwait(false);
        _ = _videos.Add(video);
    }

    // What was written beside the message when it was given up would look as if it were given up again.
    private static BasicProperties Cleaned(IReadOnlyBasicProperties properties) => new(properties)
    {
        Persistent = true,
        Headers = properties.Headers?.Where(header => !header.Key.StartsWith("MT-", StringComparison.Ordinal) && !header.Key.StartsWith("x-", StringComparison.Ordinal)).ToDictionary(),
    };
}
