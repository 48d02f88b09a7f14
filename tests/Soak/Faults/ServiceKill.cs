using MoTE.Indexing.Soak.Services;

namespace MoTE.Indexing.Soak.Faults;

/// <summary>A service is killed; its supervisor starts it again.</summary>
internal sealed class ServiceKill(SupervisedService service, TimeSpan limit) : IFault
{
    public string Name => $"kill -9 of {service.Name}";

    public async Task StrikeAsync(CancellationToken cancellationToken)
    {
        var ends = service.Ends;
        while (service.Ends == ends)
        {
            await service.KillAsync();      // again, should it have been between an end and a start
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        await service.WaitUntilReadyAsync(limit, cancellationToken);
    }
}
