using System.Globalization;
using MoTE.Indexing.Media.Shots;
using MoTE.Indexing.Testing.Films;

namespace MoTE.Indexing.Benchmarks.Shots;

/// <summary>How well the cuts of films of one kind are found.</summary>
internal sealed class ShotScore
{
    private int _films;
    private int _frames;
    private int _true;
    private int _found;
    private int _twice;
    private int _false;

    /// <summary>The head of a table of scores.</summary>
    public const string Head = "| Films | Number | Frames | True cuts | Found | Missed | Told twice | False | Recall | Precision |\n|---|---|---|---|---|---|---|---|---|---|";

    /// <summary>Looks for the cuts of a film, with the detector's defaults.</summary>
    public void Add(Film film)
    {
        var detector = new ShotDetector();
        foreach (var (picture, time) in film.Frames()) detector.Add(picture, time);
        detector.Complete();
        var told = film.Transitions.ToDictionary(transition => transition, _ => 0);
        while (detector.TryTake(out var cut))
        {
            if (film.Transitions.FirstOrDefault(transition => transition.Holds(cut.Frame)) is { } held) told[held]++;
            else _false++;
        }

        (_films, _frames, _true) = (_films + 1, _frames + film.FrameCount, _true + told.Count);
        _found += told.Values.Count(count => count > 0);
        _twice += told.Values.Sum(count => Math.Max(0, count - 1));
    }

    /// <summary>A row of the table.</summary>
    public string Row(string films)
    {
        var told = _found + _twice + _false;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {films} | {_films} | {_frames} | {_true} | {_found} | {_true - _found} | {_twice} | {_false} | {Share(_found, _true)} | {Share(_found, told)} |");

        static string Share(int part, int whole) => whole == 0 ? "" : ((double)part / whole).ToString("0.00", CultureInfo.InvariantCulture);
    }
}
