using MoTE.Indexing.Soak;
using MoTE.Indexing.Soak.Services;
using MoTE.Indexing.Testing;

// "long" (default) or "short", and a seed. Ends with 0 when nothing was lost, double or left over; with 1 when something was; with 2 when it cannot run here.
if (Backend.Missing() is { } missing)
{
    await Console.Error.WriteLineAsync(missing);
    return 2;
}

var plan = args is ["short", ..] ? SoakPlan.Short : SoakPlan.Long;
if (args is [_, var seed])
    plan = plan with { Seed = int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture) };
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
using var folder = new TemporaryFolder();
await Console.Error.WriteLineAsync($"Logs: {folder.File("services")}");
var result = await new SoakRun(plan, Console.Error.WriteLine).RunAsync(folder, stop.Token);
Console.Write(SoakReport.Write(result));
return result.Verdict.Complaints.Count == 0 ? 0 : 1;
