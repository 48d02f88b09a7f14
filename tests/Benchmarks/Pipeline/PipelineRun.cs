using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Embedding;
using MoTE.Indexing.Embedding.Batching;
using MoTE.Indexing.Embedding.Chunks;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Index;
using MoTE.Indexing.Indexing;
using MoTE.Indexing.Ingest;
using MoTE.Indexing.Media;
using MoTE.Indexing.Media.Chunks;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Storage;

namespace MoTE.Indexing.Benchmarks.Pipeline;

/// <summary>Measures one configuration in this process: each part alone, then the services together.</summary>
/// <param name="bundle">The model.</param>
/// <param name="film">The video.</param>
/// <param name="media">FFmpeg's bounds.</param>
internal sealed class PipelineRun(ModelBundle bundle, string film, MediaOptions media)
{
    private readonly ViewSampler _sampler = new(bundle);

    public async Task<PipelineTimes> MeasureAsync()
    {
        var options = Options.Create(new EmbeddingOptions());
        using var encoder = new BundleViewEncoder(bundle, options);
        _ = encoder.Encode([RandomView(new Random(1))]);    // loads the model
        var cut = new ChunkOptions { ShortSide = Math.Max(224, bundle.Manifest.Preprocessing.Resolution) };
        var plan = await new ChunkPlanner(media).PlanAsync(film, cut, CancellationToken.None);
        var segments = 0;
        var decode = await PartTimes.OfAsync(async () => segments = await DecodeAsync(plan));
        var encode = await PartTimes.OfAsync(() => Task.Run(() => Encode(encoder, segments, options.Value.ViewsPerBatch)));
        return new PipelineTimes(plan.Timeline.End.TotalSeconds, segments, decode, encode, await WholeAsync(encoder));
    }

    private async Task<int> DecodeAsync(ChunkPlan plan)
    {
        var (reader, carry, segments) = (new ChunkReader(media), ChunkCarry.Start, 0);
        foreach (var chunk in plan.Chunks)
        {
            var reading = reader.ReadAsync(plan, chunk.Number, carry, _sampler.Sample);
            await foreach (var _ in reading)
            {
                segments++;
            }

            carry = reading.End.Next;
        }

        return segments;
    }

    private void Encode(BundleViewEncoder encoder, int segments, int viewsPerBatch)
    {
        var random = new Random(2);
        var batch = Enumerable.Range(0, viewsPerBatch).Select(_ => RandomView(random)).ToList();
        for (var done = 0; done < segments; done += viewsPerBatch)
        {
            _ = encoder.Encode(batch[..Math.Min(viewsPerBatch, segments - done)]);
        }
    }

    private async Task<PartTimes> WholeAsync(BundleViewEncoder encoder)
    {
        var folder = Directory.CreateTempSubdirectory("mote-benchmark-").FullName;
        try
        {
            using var store = SqliteStore.OpenOrCreate(folder);
            var layout = new FolderLayout(folder);
            var videos = new FolderVideoStore(layout);
            var done = new Finish();
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            _ = builder.Services
                .AddSingleton(bundle)
                .AddSingleton(new ModelIdentity(bundle.Fingerprint, bundle.Name))
                .AddSingleton<IVideoCatalogue>(new SqliteVideoCatalogue(store))
                .AddSingleton<ISegmentIndex>(new SqliteSegmentIndex(store))
                .AddSingleton<IVideoStore>(videos)
                .AddSingleton<IArtifactStore>(new FolderArtifactStore(layout))
                .AddSingleton<IUploadStore>(new FolderUploadStore(layout, videos))
                .AddSingleton(done)
                .AddIngest()
                .AddEmbedding()
                .AddIndexing()
                .AddSingleton<IViewEncoder>(encoder)
                .Configure<MediaOptions>(options => options.DecoderThreads = media.DecoderThreads)
                .AddInMemoryBus(bus =>
                {
                    bus.AddIngestConsumers();
                    bus.AddEmbeddingConsumers();
                    bus.AddIndexingConsumers();
                    _ = bus.AddConsumer<FinishConsumer>();
                });
            using var host = builder.Build();
            await host.StartAsync();
            var times = await PartTimes.OfAsync(async () =>
            {
                await host.Services.GetRequiredService<IBus>().Publish(new IngestVideo { RequestId = Guid.NewGuid(), Source = film });
                await done.Reached.Task;
            });
            await host.StopAsync();
            return times;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private PreparedView RandomView(Random random)
    {
        var side = bundle.Manifest.Preprocessing.Resolution;
        return new PreparedView([.. Enumerable.Range(0, bundle.Manifest.FramesPerView).Select(_ =>
        {
            var planes = new byte[3 * side * side];
            random.NextBytes(planes);
            return planes;
        })]);
    }

    internal sealed class Finish
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed class FinishConsumer(Finish finish) : IConsumer<VideoIndexed>, IConsumer<VideoRejected>, IConsumer<Fault<EmbedChunk>>, IConsumer<Fault<IngestVideo>>
    {
        public Task Consume(ConsumeContext<VideoIndexed> context)
        {
            finish.Reached.SetResult();
            return Task.CompletedTask;
        }

        public Task Consume(ConsumeContext<VideoRejected> context) => FailAsync(context.Message.Reason);

        public Task Consume(ConsumeContext<Fault<EmbedChunk>> context) => FailAsync(context.Message.Exceptions[0].Message);

        public Task Consume(ConsumeContext<Fault<IngestVideo>> context) => FailAsync(context.Message.Exceptions[0].Message);

        private Task FailAsync(string reason)
        {
            finish.Reached.SetException(new InvalidOperationException(reason));
            return Task.CompletedTask;
        }
    }
}
