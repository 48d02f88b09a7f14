using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MoTE.Indexing.Ingest.Addresses;

namespace MoTE.Indexing.Ingest.Tests.Addresses;

/// <summary>Names as a test gives them: each look-up takes the next answer of its name, and the last one again and again.</summary>
internal sealed class FakeNameResolver : INameResolver
{
    private readonly Dictionary<string, Queue<IPAddress[]>> _answers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that were looked up.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public void Answer(string name, params string[] addresses)
    {
        if (!_answers.TryGetValue(name, out var answers))
            _answers[name] = answers = new Queue<IPAddress[]>();
        answers.Enqueue([.. addresses.Select(IPAddress.Parse)]);
    }

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        Asked.Enqueue(name);
        if (!_answers.TryGetValue(name, out var answers))
            throw new SocketException((int)SocketError.HostNotFound);
        return Task.FromResult<IReadOnlyList<IPAddress>>(answers.Count > 1 ? answers.Dequeue() : answers.Peek());
    }
}
