using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>Holds pictures of a stretch of a shot in a bounded number: whenever it is full, every second one is let go.</summary>
internal sealed class HeldPictures
{
    private readonly List<(int Number, RgbImage Picture)> _held = [];
    private readonly int _capacity;
    private int _stride = 1;
    private int _offered;

    /// <param name="capacity">Most pictures held, at least 2.</param>
    public HeldPictures(int capacity) => _capacity = capacity;

    /// <summary>The pictures held, by frame number.</summary>
    public IReadOnlyList<(int Number, RgbImage Picture)> Held => _held;

    /// <summary>Takes the next picture, or not.</summary>
    public void Offer(int number, RgbImage picture)
    {
        if (_offered++ % _stride != 0) return;
        if (_held.Count == _capacity)
        {
            for (var kept = 0; kept < (_capacity + 1) / 2; kept++) _held[kept] = _held[2 * kept];
            _held.RemoveRange((_capacity + 1) / 2, _capacity / 2);
            _stride *= 2;
            if ((_offered - 1) % _stride != 0) return;
        }

        _held.Add((number, picture));
    }
}
