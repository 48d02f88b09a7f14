using System.Globalization;
using MoTE.Indexing.Servers.RabbitMq;

namespace MoTE.Indexing.Soak.Faults;

/// <summary>The broker has its memory alarm: it takes nothing from those who publish until the alarm is over.</summary>
internal sealed class MemoryAlarm(InstalledRabbitMq broker, TimeSpan length) : IFault
{
    private const string Usual = "0.4";
    private const string NearlyNothing = "0.0001";

    public string Name => string.Create(CultureInfo.InvariantCulture, $"RabbitMQ's memory alarm for {length.TotalSeconds:0} s");

    public async Task StrikeAsync(CancellationToken cancellationToken)
    {
        await broker.ControlAsync(["set_vm_memory_high_watermark", NearlyNothing], cancellationToken);
        try
        {
            await Task.Delay(length, cancellationToken);
        }
        finally
        {
            await broker.ControlAsync(["set_vm_memory_high_watermark", Usual], CancellationToken.None);
        }
    }
}
