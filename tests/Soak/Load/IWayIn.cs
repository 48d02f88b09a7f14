using MoTE.Indexing.Soak.Clips;

namespace MoTE.Indexing.Soak.Load;

/// <summary>A way by which videos come in.</summary>
internal interface IWayIn
{
    /// <summary>Its name, for people.</summary>
    string Name { get; }

    /// <summary>Hands a file in; it is accepted when this returns.</summary>
    /// <exception cref="Exception">It was not accepted, or nobody knows; handing it in again must do no harm.</exception>
    Task HandInAsync(LoadFile file, CancellationToken cancellationToken);
}
