using System.Globalization;
using MoTE.Indexing.Testing.Films;

namespace MoTE.Indexing.Benchmarks.Shots;

/// <summary>How well the cuts of films were found.</summary>
internal sealed class ShotScore
{
    private int _films;
    private int _true;
    private int _found;
    private int _twice;
    private int _false;

    /// <summary>The head of a table of <see cref="Row"/>.</summary>
    public const string Head = "| Films | Number | True cuts | Found | Told twice | False |\n|---|---|---|---|---|---|";

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 => 2.0 * _found / Math.Max(1, _true + _found + _twice + _false);

    /// <summary>Cuts that were told and are none.</summary>
    public int False => _false;

    /// <summary>The share of the true cuts that were found, the share of the told ones that are true, and <see cref="F1"/>.</summary>
    public string Shares => string.Create(
        CultureInfo.InvariantCulture, $"{(double)_found / Math.Max(1, _true):0.00} {(double)_found / Math.Max(1, _found + _twice + _false):0.00} {F1:0.00}");

    /// <summary>Counts what was told of a film.</summary>
    /// <param name="transitions">Its true cuts.</param>
    /// <param name="frames">The frames that were told.</param>
    public void Add(IReadOnlyList<FilmTransition> transitions, IEnumerable<int> frames)
    {
        var told = new int[transitions.Count];
        foreach (var frame in frames)
        {
            var held = 0;
            while (held < told.Length && !transitions[held].Holds(frame)) held++;
            if (held < told.Length) told[held]++;
            else _false++;
        }

        (_films, _true) = (_films + 1, _true + told.Length);
        _found += told.Count(count => count > 0);
        _twice += told.Sum(count => Math.Max(0, count - 1));
    }

    /// <summary>Counts what another score counted.</summary>
    public void Add(ShotScore other)
    {
        (_films, _true, _found) = (_films + other._films, _true + other._true, _found + other._found);
        (_twice, _false) = (_twice + other._twice, _false + other._false);
    }

    /// <summary>A row of a table.</summary>
    public string Row(string films) => string.Create(CultureInfo.InvariantCulture, $"| {films} | {_films} | {_true} | {_found} | {_twice} | {_false} |");
}
