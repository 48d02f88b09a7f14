using System.Text.Encodings.Web;
using System.Text.Json;
using MassTransit.Serialization;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.RabbitMq.Tests.Fixtures;

namespace MoTE.Indexing.RabbitMq.Tests;

/// <summary>Each contract as it goes over the wire: a change shows here, and in what is promised to others.</summary>
public sealed class ContractTests
{
    private const string Video = "3f786850e387550fdab836ed7e6dc881de23001b9f1e0a4a5d3e9ad1c8a7b6c5";
    private const string Fingerprint = "7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730";

    private static readonly Guid Request = Guid.Parse("5f6a1f3e-8c1d-4a55-9a4e-0d3c8f1b2a77");

    private static readonly Dictionary<string, string> Tags = new() { ["place"] = "park" };

    private static readonly JsonSerializerOptions Indented = new(SystemTextJsonMessageSerializer.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names => [.. Samples.Keys];

    private static Dictionary<string, object> Samples { get; } = new object[]
    {
        new VideoPublished { RequestId = Request, Source = "/videos/park.mp4", Collection = "park", Title = "A walk in the park", Tags = Tags },
        new IngestVideo { RequestId = Request, Source = "/videos/park.mp4", Collection = "park", Title = "A walk in the park", Tags = Tags },
        new VideoReceived { RequestId = Request, VideoId = Video, Source = "/videos/park.mp4", WasSearchable = false },
        new EmbedChunk { VideoId = Video, ModelFingerprint = Fingerprint, Chunk = 1, ChunkCount = 4, Carry = "eyJ9" },
        new ChunkEmbedded { VideoId = Video, ModelFingerprint = Fingerprint, Chunk = 1, ChunkCount = 4, Artifact = "chunks/1", Times = Times },
        new ChunkIndexed { VideoId = Video, ModelFingerprint = Fingerprint, Chunk = 1, ChunksDone = 2, ChunkCount = 4, Times = Times },
        new VideoAdvanced { VideoId = Video, ModelFingerprint = Fingerprint },
        new VideoIndexed { VideoId = Video, ModelFingerprint = Fingerprint, Segments = 57, DurationMs = 480_000, Remark = null },
        new VideoRejected { RequestId = Request, VideoId = null, ModelFingerprint = null, Source = "/videos/park.mp4", Reason = "park.mp4 is empty (0 bytes)." },
    }.ToDictionary(sample => sample.GetType().Name);

    private static StageTimes Times => new() { DecodeMs = 5100, PreprocessMs = 240, EncodeMs = 3900, WriteMs = 35 };

    [Theory]
    [MemberData(nameof(Names))]
    public void Contract_OnTheWire_IsTheSampleOfTheDocument(string contract)
    {
        var sample = Samples[contract];

        Assert.Equal(MessagesDocument.Sample(contract), JsonSerializer.Serialize(sample, sample.GetType(), Indented));
        var read = JsonSerializer.Deserialize(MessagesDocument.Sample(contract), sample.GetType(), SystemTextJsonMessageSerializer.Options);
        Assert.Equal(MessagesDocument.Sample(contract), JsonSerializer.Serialize(read, sample.GetType(), Indented));
    }

    [Fact]
    public void Contracts_All_HaveASample() => Assert.Equal(
        typeof(IngestVideo).Assembly.GetExportedTypes().Where(type => type != typeof(StageTimes)).Select(type => type.Name).Order(StringComparer.Ordinal),
        Samples.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(typeof(VideoIndexed), "mote.video-indexed")]
    [InlineData(typeof(VideoRejected), "mote.video-rejected")]
    [InlineData(typeof(VideoPublished), "mote.video-published")]
    public void Exchange_ThatOthersBindTo_KeepsItsName(Type contract, string exchange) => Assert.Equal(exchange, ExchangeNames.Of(contract));
}
