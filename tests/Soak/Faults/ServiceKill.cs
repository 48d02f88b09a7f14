using MoTE.Indexing.Soak.Services;

namespace MoTE.Indexing.Soak.Faults;

/// <summary>A service is killed; its supervisor starts it again.</summary>
internal sealed class ServiceKill(SupervisedService service, TimeSpan limit) : IFault
{
    public string Name => $"kill -9 of {service.Name}";

    public async Task StrikeAsync(CancellationToken cancellationToken)
    {
        var ends = service.Ends;
        await service.KillAsync();
        while (service.Ends == ends)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        await service.WaitUntilReadyAsync(limit, cancellationToken);
    }
}
