using System.Diagnostics;
using System.Net;
using MoTE.Indexing.Soak.Clips;
using MoTE.Indexing.Soak.Faults;
using MoTE.Indexing.Soak.Load;
using MoTE.Indexing.Soak.Services;
using MoTE.Indexing.Soak.Verdicts;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Soak;

/// <summary>A steady load on the four services and three servers, while faults strike.</summary>
/// <param name="plan">How much, and what.</param>
/// <param name="tell">Told what happens, a line each.</param>
internal sealed class SoakRun(SoakPlan plan, Action<string> tell)
{
    private const double RefusedShare = 0.8;

    /// <summary>Runs it.</summary>
    /// <param name="backend">The servers, which are going to be killed.</param>
    /// <param name="folder">May be kept for a look at the logs.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<SoakResult> RunAsync(Backend backend, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var material = await Material.PrepareAsync(folder, plan.Masters, cancellationToken);
        var files = await material.WriteAsync(folder.File("files"), plan.Files, cancellationToken);
        tell($"Undisturbed: {material.Undisturbed.Values.Sum(master => master.Segments.Count)} segments of {plan.Masters} videos.");
        await using var deployment = await Deployment.StartAsync(backend, new DeploymentOptions { Folder = folder.File("services"), Model = material.Model }, cancellationToken);
        tell("All services are ready.");
        return await RunAsync(deployment, files, material.Undisturbed, cancellationToken);
    }

    private async Task<SoakResult> RunAsync(
        Deployment deployment, IReadOnlyList<LoadFile> files, IReadOnlyDictionary<Master, Undisturbed> undisturbed, CancellationToken cancellationToken)
    {
        using var upload = new UploadWay(deployment.Search);
        await using var publisher = new BrokerPublisher(deployment.VirtualHost.Address);
        using var states = new VideoStates(deployment.Search);
        var load = new SteadyLoad([upload, new PublishedWay(publisher), new RequestWay(publisher)], plan.Pause);
        var schedule = new FaultSchedule(Faults(deployment), plan.Seed, plan.LongestPauseBetweenFaults);

        var began = Stopwatch.GetTimestamp();
        var loading = load.RunAsync(files, cancellationToken);
        var faults = await schedule.RunAsync(states.CountEndedAsync, fault => tell($"{fault.After:mm\\:ss} {fault.Name}: {fault.Lasted.TotalSeconds:0.0} s; {load.Accepted} accepted, {fault.EndedBefore} ended before."), cancellationToken);
        await loading;
        var loaded = Stopwatch.GetElapsedTime(began);
        tell($"{loaded:mm\\:ss} All files are accepted and all faults are over.");
        var verdict = await new Judge(deployment, files, undisturbed).JudgeAsync(plan.SettleLimit, cancellationToken);
        return new SoakResult(
            faults,
            load.TriesAgain,
            deployment.Backend.Proxy.Refused,
            deployment.Services.ToDictionary(service => service.Name, service => service.PeakBytes),
            loaded,
            Stopwatch.GetElapsedTime(began) - loaded,
            verdict);
    }

    private List<IFault> Faults(Deployment deployment)
    {
        var (backend, faults) = (deployment.Backend, new List<IFault>());
        for (var kill = 0; kill < plan.Kills; kill++)
        {
            faults.Add(new ServiceKill(deployment.Services[kill % deployment.Services.Count], Deployment.ReadyLimit));
        }

        for (var restart = 0; restart < plan.ServerRestarts; restart++)
        {
            faults.AddRange([
                new ServerKill("RabbitMQ", backend.Broker.Process),
                new ServerKill("Elasticsearch", backend.Index.Process),

                // Azurite loses what it has confirmed in the last five seconds when it is killed, which the real store does not.
                new ServerRestart("Azurite", backend.Blobs.Process),
            ]);
        }

        faults.AddRange([
            new ServerFreeze("Elasticsearch", backend.Index.Process, plan.Freeze),
            new Refusals("Elasticsearch", backend.Proxy, HttpStatusCode.TooManyRequests, RefusedShare, plan.Refusal),
            new Refusals("Elasticsearch", backend.Proxy, HttpStatusCode.ServiceUnavailable, RefusedShare, plan.Refusal),
            new MemoryAlarm(backend.Broker, plan.Alarm),
        ]);
        return faults;
    }
}
