using MassTransit;

namespace MoTE.Indexing.RabbitMq;

/// <summary>The queue of a message.</summary>
/// <param name="Message">Its type.</param>
/// <param name="Queue">The queue's name, which is that of the endpoint that takes from it.</param>
/// <param name="Carries">Whether what is published is such a message.</param>
internal sealed record Route(Type Message, string Queue, Func<PublishContext, bool> Carries)
{
    public static Route Of<T>(string queue)
        where T : class => new(typeof(T), queue, published => published is PublishContext<T>);
}
