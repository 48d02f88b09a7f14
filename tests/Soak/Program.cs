using System.Globalization;
using MoTE.Indexing.Soak;
using MoTE.Indexing.Soak.Faults;
using MoTE.Indexing.Soak.Services;
using MoTE.Indexing.Testing;

// "long" (default) or "short", and a seed: faults under a steady load. "flood" and a number of videos: all of them at once. "workers" and a number of videos: the
// same with one worker of Embedding, with two, and with two of which one stands still for a minute.
// Ends with 0 when nothing was lost, double or left over; with 1 when something was; with 2 when it cannot run here.
if (Backend.Missing() is { } missing)
{
    await Console.Error.WriteLineAsync(missing);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
using var folder = new TemporaryFolder();
await Console.Error.WriteLineAsync($"Logs: {folder.File("services")}");
var plan = args is ["short", ..] ? SoakPlan.Short : SoakPlan.Long;
await using var backend = await Backend.StartAsync(plan.Seed, stop.Token);
switch (args)
{
    case ["flood", var videos]:
        return Tell(FloodReport.Write, [await FloodAsync(Number(videos), workers: 1, freeze: false)], result => result.Verdict);
    case ["workers", var videos]:
        return Tell(
            FloodReport.Write,
            [await FloodAsync(Number(videos), 1, freeze: false), await FloodAsync(Number(videos), 2, freeze: false), await FloodAsync(Number(videos), 2, freeze: true)],
            result => result.Verdict);
    case [_, var seed]:
        plan = plan with { Seed = Number(seed) };
        break;
}

return Tell(results => SoakReport.Write(results[0]), [await new SoakRun(plan, Console.Error.WriteLine).RunAsync(backend, folder, stop.Token)], result => result.Verdict);

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Tell<T>(Func<IReadOnlyList<T>, string> write, IReadOnlyList<T> results, Func<T, MoTE.Indexing.Soak.Verdicts.Verdict> verdictOf)
{
    Console.Write(write(results));
    return results.All(result => verdictOf(result).Complaints.Count == 0) ? 0 : 1;
}

async Task<FloodResult> FloodAsync(int videos, int workers, bool freeze)
{
    using var own = new TemporaryFolder();
    var material = await Material.PrepareAsync(own, SoakPlan.Long.Masters, stop.Token);
    var files = await material.WriteVideosAsync(own.File("files"), videos, stop.Token);
    await using var deployment = await Deployment.StartAsync(backend, new DeploymentOptions { Folder = own.File("services"), Model = material.Model, EmbeddingWorkers = workers }, stop.Token);
    IFault? fault = freeze ? new ServiceFreeze(deployment.EmbeddingWorkers.First(), SoakPlan.Long.Freeze) : null;
    var result = await new FloodRun(material).RunAsync(deployment, files, fault, stop.Token);
    await Console.Error.WriteLineAsync($"{videos} videos, {workers} workers: {result.WorkTook}.");
    return result;
}
