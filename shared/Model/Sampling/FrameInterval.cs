namespace MoTE.Indexing.Model.Sampling;

/// <summary>A closed range of frame numbers: both ends are allowed draws.</summary>
/// <param name="First">First frame number, counted from 0.</param>
/// <param name="Last">Last frame number, at least <paramref name="First"/>.</param>
public readonly record struct FrameInterval(int First, int Last);
