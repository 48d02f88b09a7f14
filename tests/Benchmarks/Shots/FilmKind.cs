using MoTE.Indexing.Testing.Films;

namespace MoTE.Indexing.Benchmarks.Shots;

/// <summary>Films that are made up alike.</summary>
/// <param name="Name">What happens in them.</param>
/// <param name="FramesPerSecond">How many frames are shown in a second.</param>
/// <param name="Takes">Makes up one.</param>
internal sealed record FilmKind(string Name, double FramesPerSecond, Func<Random, IReadOnlyList<FilmTake>> Takes)
{
    /// <summary>Films of a kind.</summary>
    public const int Count = 20;

    /// <summary>How takes are joined; null in films of one shot.</summary>
    public JoinClass? Joins { get; init; }

    /// <summary>The films that a seed makes.</summary>
    public IEnumerable<Film> Films(int seed) => Enumerable.Range(0, Count).Select(film => new Film(Takes(new Random((seed * 1000) + film)), FramesPerSecond));
}
