using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace MoTE.Indexing.AzureStorage.Tests;

/// <summary>Lets everything through to a real store, whose copies are made at once, and changes what it says of the copies of videos.</summary>
internal sealed class SlowCopies : HttpPipelineTransport
{
    private const string Source = "x-ms-copy-source";
    private readonly HttpClientTransport _real = HttpClientTransport.Shared;
    private volatile string? _status;
    private int _asked;
    private int _told;

    /// <summary>What is said first, each once.</summary>
    public ConcurrentQueue<string> First { get; } = [];

    /// <summary>What is said of every copy from then on, such as <c>pending</c>; null for the truth.</summary>
    public string? Status
    {
        get => _status;
        set => _status = value;
    }

    /// <summary>How often a copy was asked for.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>How often something else than the truth was told.</summary>
    public int Told => Volatile.Read(ref _told);

    public override Request CreateRequest() => _real.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The product asks asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        if (message.Request.Headers.Contains(Source))
            _ = Interlocked.Increment(ref _asked);
        await _real.ProcessAsync(message);
        if (message.Request.Method != RequestMethod.Head || !message.Response.Headers.Contains(CopyAnswer.StatusHeader))
            return;
        if ((First.TryDequeue(out var first) ? first : Status) is not { } status)
            return;
        _ = Interlocked.Increment(ref _told);
        message.Response = new CopyAnswer(message.Response, status);
    }
}
