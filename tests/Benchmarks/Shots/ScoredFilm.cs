using MoTE.Indexing.Testing.Films;

namespace MoTE.Indexing.Benchmarks.Shots;

/// <summary>A film, and what was said of it.</summary>
/// <param name="Kind">What film it is.</param>
/// <param name="Transitions">Its true cuts.</param>
/// <param name="Told">The frames that the detector told.</param>
/// <param name="Scores">What FFmpeg's filters say of each frame; the first one counts for nothing.</param>
internal sealed record ScoredFilm(FilmKind Kind, IReadOnlyList<FilmTransition> Transitions, IReadOnlyList<int> Told, IReadOnlyList<FfmpegScore> Scores)
{
    /// <summary>The frames of which a filter says that they differ so much from the one before; of several in a row the first.</summary>
    public IEnumerable<int> Above(Func<FfmpegScore, double> value, double threshold) =>
        Enumerable.Range(1, Scores.Count - 1).Where(frame => value(Scores[frame]) >= threshold && (frame == 1 || value(Scores[frame - 1]) < threshold));
}
