using System.Diagnostics;
using System.Text.Json;
using MoTE.Indexing.Domain;
using MoTE.Indexing.EndToEnd;
using MoTE.Indexing.Soak.Load;
using MoTE.Indexing.Soak.Services;
using MoTE.Indexing.Soak.Verdicts;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Soak.Tests;

/// <summary>What cannot be handled ends among the dead letters with its reason, the rest goes on, and an operator can deal with it.</summary>
public sealed class DeadLetterTests(Site site) : IDisposable
{
    private const int Videos = 6;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GivenAVideoThatKillsFfmpegAndPoison_WhenTheyAreGivenUp_TheRestGoesOnAndReplayingLetsTheVideoIn()
    {
        var (backend, material) = (site.Backend, site.Material);
        var files = await material.WriteVideosAsync(_folder.File("files"), Videos, Token);
        var ffmpeg = new KillingFfmpeg(_folder.File("ffmpeg"), files[1].Id.Value, "kill -s SEGV $$");
        await using var deployment = await StartAsync(backend, ("MOTE_Media__FfmpegFolder", ffmpeg.Folder));
        await using var publisher = new BrokerPublisher(deployment.VirtualHost.Address);
        await publisher.PublishAsync("embed-chunk", "application/vnd.masstransit+json", "{ this is no message"u8.ToArray(), Token);
        await Flood.PublishAsync(deployment.VirtualHost.Address, files, Token);

        using var states = new VideoStates(deployment.Search);
        await UntilAsync(async () => await states.CountEndedAsync(Token) == Videos && (await DeadAsync(deployment)).Count == 2);

        var (state, reason) = (await states.FindAsync(files[1].Id, Token))!.Value;
        Assert.Equal((VideoState.Rejected, "FFmpeg was ended by signal 11 while it read the file."), (state, reason));
        Assert.Equal(Videos - 1, await states.CountSearchableAsync(Token));
        var dead = await DeadAsync(deployment);
        var killer = Assert.Single(dead, letter => letter.GetProperty("message").GetString() == "EmbedChunk");
        Assert.Contains("signal 11", killer.GetProperty("reason").GetString(), StringComparison.Ordinal);
        var poison = Assert.Single(dead, letter => letter.GetProperty("message").ValueKind == JsonValueKind.Null);
        Assert.False(string.IsNullOrWhiteSpace(poison.GetProperty("reason").GetString()));

        Assert.Equal("{ this is no message", (await MoteAsync(deployment, "show", IdOf(poison))).GetProperty("body").GetString());
        _ = await MoteAsync(deployment, "drop", IdOf(poison));
        ffmpeg.Mend();
        _ = await MoteAsync(deployment, "replay", IdOf(killer));

        Assert.Empty((await new Judge(deployment, files, material.Undisturbed).JudgeAsync(Limit, Token)).Complaints);
    }

    [Fact]
    public async Task GivenAVideoThatKillsItsWorker_WhenItWasDeliveredTooOften_ItIsGivenUpAndTheRestGoesOn()
    {
        var (backend, material) = (site.Backend, site.Material);
        var files = await material.WriteVideosAsync(_folder.File("files"), Videos, Token);
        var ffmpeg = new KillingFfmpeg(_folder.File("ffmpeg"), files[2].Id.Value, "kill -s KILL $PPID");

        // One chunk at a time, so that no other is in hand when the worker dies.
        await using var deployment = await StartAsync(
            backend, ("MOTE_Media__FfmpegFolder", ffmpeg.Folder), ("MOTE_RabbitMq__DeliveryLimit", "2"), ("MOTE_Embedding__ChunksAtOnce", "1"));
        await Flood.PublishAsync(deployment.VirtualHost.Address, files, Token);

        using var states = new VideoStates(deployment.Search);
        await UntilAsync(async () => await states.CountEndedAsync(Token) == Videos);

        var (state, reason) = (await states.FindAsync(files[2].Id, Token))!.Value;
        Assert.Equal(VideoState.Rejected, state);
        Assert.Contains("each process that worked on it ended before it was done", reason, StringComparison.Ordinal);
        Assert.Equal(Videos - 1, await states.CountSearchableAsync(Token));
        await UntilAsync(() => Task.FromResult(deployment.EmbeddingWorkers.Single().Ends >= 3));    // its supervisor looks at intervals
        Assert.Equal("EmbedChunk", Assert.Single(await DeadAsync(deployment)).GetProperty("message").GetString());
    }

    private static string IdOf(JsonElement letter) => letter.GetProperty("id").GetString()!;

    private static async Task<IReadOnlyList<JsonElement>> DeadAsync(Deployment deployment) => [.. (await MoteAsync(deployment, "list")).GetProperty("messages").EnumerateArray()];

    private static Task<JsonElement> MoteAsync(Deployment deployment, params string[] arguments) =>
        MoteProcess.JsonAsync(["dlq", .. arguments, "--broker", deployment.VirtualHost.Address.AbsoluteUri]);

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Limit, $"It did not come to that within {Limit}.");
            await Task.Delay(TimeSpan.FromSeconds(1), Token);
        }
    }

    private Task<Deployment> StartAsync(Backend backend, params (string Name, string Value)[] environment) => Deployment.StartAsync(
        backend,
        new DeploymentOptions
        {
            Folder = _folder.File("services"),
            Model = site.Material.Model,
            Environment = environment.ToDictionary(variable => variable.Name, variable => variable.Value),
        },
        Token);
}
