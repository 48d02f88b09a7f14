namespace MoTE.Indexing.Media.Shots;

/// <summary>A place where one shot ends and the next begins.</summary>
/// <param name="Frame">Number of the new shot's first frame, counted from the first frame that the detector was given; above 0.</param>
/// <param name="Kind">Hard, or gradual: then the frame lies inside the transition.</param>
public sealed record ShotCut(int Frame, CutKind Kind);
