using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting.Telemetry;
using MoTE.Indexing.Media;
using MoTE.Indexing.ServiceTests;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Ingest.Tests;

public sealed class FaultedVideoConsumerTests : IAsyncDisposable
{
    private readonly ServiceData _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "The disk is full.")]
    [InlineData(false, "something unexpected went wrong")]
    public async Task Consume_ChunkGivenUp_IsNotedAndTheVideoStaysAsItWas(bool isForPeople, string expected)
    {
        await _data.Catalogue.SaveAsync(Examples.Video(1) with { State = VideoState.Embedding, ChunksTotal = 4 }, Token);
        var cause = isForPeople ? new StoreUnavailableException("The disk is full.", new IOException()) : (Exception)new InvalidOperationException("secret detail");
        var harness = await StartAsync(cause);

        await harness.Bus.Publish(new EmbedChunk { VideoId = Examples.Id(1).Value, ModelFingerprint = Examples.Model, Chunk = 1, ChunkCount = 4 }, Token);

        Assert.Equal(Examples.Id(1).Value, Assert.Single(await ServiceData.PublishedAsync<VideoAdvanced>(harness)).VideoId);
        var video = await _data.SingleAsync();
        Assert.Equal((VideoState.Embedding, null), (video.State, video.Reason));
        Assert.Contains(expected, video.Remark, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", video.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consume_RequestGivenUp_IsARejectedVideoOfItsClass()
    {
        using var rejections = new Rejections();
        var harness = await StartAsync(new InvalidOperationException("secret detail"));

        await harness.Bus.Publish(new IngestVideo { RequestId = NewId.NextGuid(), Source = "/videos/park.mp4" }, Token);

        Assert.Equal("/videos/park.mp4", Assert.Single(await ServiceData.PublishedAsync<VideoRejected>(harness)).Source);
        Assert.Contains(RejectReasons.GivenUp, rejections.Reasons);
    }

    [Fact]
    public async Task Consume_VideoThatKillsFfmpegEachTime_IsRejectedOnce()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are of Unix.");
        WriteProgram("ffprobe", "kill -s SEGV $$");
        WriteProgram("ffmpeg", "echo ffmpeg version 5.1");
        await File.WriteAllTextAsync(_data.Folder.File("deadly.mp4"), "a video", Token);
        var harness = await _data.StartAsync(
            services => services.AddIngest().Configure<MediaOptions>(media => media.FfmpegFolder = _data.Folder.File("ffmpeg")),
            bus =>
            {
                bus.AddIngestConsumers();
                bus.AddFaultConsumers();
            });

        await harness.Bus.Publish(new IngestVideo { RequestId = NewId.NextGuid(), Source = _data.Folder.File("deadly.mp4") }, Token);

        Assert.True(await harness.Consumed.Any<Fault<IngestVideo>>(Token));
        Assert.Equal("FFmpeg was ended by signal 11 while it read the file.", Assert.Single(await ServiceData.PublishedAsync<VideoRejected>(harness)).Reason);
        Assert.Equal(1, ServiceData.Count<VideoRejected>(harness));
    }

    [Theory]
    [InlineData(VideoState.Received, "It stands still, but can go on when it is tried again: The disk is full.")]
    [InlineData(VideoState.Searchable, null)]
    public async Task Consume_UploadGivenUpAfterItsVideoWasEntered_IsNotedUnlessTheVideoIsDone(VideoState state, string? remark)
    {
        var (upload, id) = await _data.UploadAsync();
        await _data.Catalogue.SaveAsync(Examples.Video(1) with { Id = id, State = state, Sources = ["clip.mp4"] }, Token);
        var harness = await StartAsync(new StoreUnavailableException("The disk is full.", new IOException()));

        await harness.Bus.Publish(new IngestVideo { RequestId = upload, Source = $"upload:{upload:D}" }, Token);

        Assert.Equal(id.Value, Assert.Single(await ServiceData.PublishedAsync<VideoAdvanced>(harness)).VideoId);
        var rejected = Assert.Single(await ServiceData.PublishedAsync<VideoRejected>(harness));
        Assert.Equal((upload, null, "It could not be taken in: The disk is full."), (rejected.RequestId, rejected.VideoId, rejected.Reason));
        var video = await _data.SingleAsync();
        Assert.Equal((state, null, remark), (video.State, video.Reason, video.Remark));
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    private void WriteProgram(string name, string script)
    {
        var path = Path.Combine(Directory.CreateDirectory(_data.Folder.File("ffmpeg")).FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Task<ITestHarness> StartAsync(Exception cause) => _data.StartAsync(
        services => services.AddIngest(),
        bus =>
        {
            bus.AddFaultConsumers();
            bus.AddHandler((ConsumeContext<EmbedChunk> _) => Task.FromException(cause));
            bus.AddHandler((ConsumeContext<IngestVideo> _) => Task.FromException(cause));
        });

    // Reasons that videos were rejected for, in the whole process.
    private sealed class Rejections : IDisposable
    {
        private readonly ConcurrentQueue<string?> _reasons = [];
        private readonly MeterListener _listener = new();

        public Rejections()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "mote.videos.rejected")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _reasons.Enqueue(tags[0].Value as string));
            _listener.Start();
        }

        public IReadOnlyCollection<string?> Reasons => _reasons;

        public void Dispose() => _listener.Dispose();
    }
}
