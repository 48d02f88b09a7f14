using System.Globalization;
using MoTE.Indexing.Soak.Services;

namespace MoTE.Indexing.Soak.Faults;

/// <summary>A service stands still for a while: its connections stay, and it takes and answers nothing.</summary>
internal sealed class ServiceFreeze(SupervisedService service, TimeSpan length) : IFault
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{service.Name} frozen for {length.TotalSeconds:0} s");

    public async Task StrikeAsync(CancellationToken cancellationToken)
    {
        await service.FreezeAsync();
        try
        {
            await Task.Delay(length, cancellationToken);
        }
        finally
        {
            await service.ThawAsync();
        }
    }
}
