using System.Runtime.Serialization;
using MassTransit;

namespace MoTE.Indexing.RabbitMq;

/// <summary>Lets go of copies of dead letters that cannot be read.</summary>
internal sealed class UnreadableCopies : IFilter<ExceptionReceiveContext>
{
    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next) =>
        context.Exception is SerializationException ? Task.CompletedTask : next.Send(context);

    public void Probe(ProbeContext context) => context.CreateFilterScope("unreadableCopies");
}
