using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Shots;
using MoTE.Indexing.Testing.Films;

namespace MoTE.Indexing.Media.Tests.Shots;

/// <summary>What the detector, with its defaults, tells of films.</summary>
internal static class DetectedCuts
{
    /// <summary>The cuts of a film.</summary>
    /// <param name="film">The film.</param>
    /// <param name="first">The frame that the detector is shown first; cuts are numbered by the film all the same.</param>
    public static IReadOnlyList<ShotCut> Of(Film film, int first = 0) => [.. Of(film.Frames(first)).Select(cut => cut with { Frame = cut.Frame + first })];

    /// <summary>The cuts among frames.</summary>
    public static IReadOnlyList<ShotCut> Of(IEnumerable<(RgbImage Picture, TimeSpan Time)> frames)
    {
        var detector = new ShotDetector();
        var cuts = new List<ShotCut>();
        foreach (var (picture, time) in frames)
        {
            detector.Add(picture, time);
            Take();
        }

        detector.Complete();
        Take();
        return cuts;

        void Take()
        {
            while (detector.TryTake(out var cut)) cuts.Add(cut);
        }
    }
}
