using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>Holds pictures of a stretch of a shot in a bounded number: whenever it is full, every second one is let go.</summary>
internal sealed class HeldPictures
{
    private readonly List<(int Number, RgbImage Picture)> _held = [];
    private readonly int _capacity;
    private readonly Action<RgbImage> _release;
    private int _stride = 1;
    private int _offered;

    /// <param name="capacity">Most pictures held; even, at least 2.</param>
    /// <param name="release">Told of every picture that is not held any more.</param>
    public HeldPictures(int capacity, Action<RgbImage> release) => (_capacity, _release) = (capacity, release);

    /// <summary>The pictures held, by frame number.</summary>
    public IReadOnlyList<(int Number, RgbImage Picture)> Held => _held;

    /// <summary>Takes the next picture, or not.</summary>
    public void Offer(int number, RgbImage picture)
    {
        var offered = _offered++;
        if (offered % _stride == 0 && _held.Count == _capacity) Thin();
        if (offered % _stride == 0) _held.Add((number, picture));
        else _release(picture);
    }

    private void Thin()
    {
        for (var place = 0; place < _capacity; place++)
        {
            if (place % 2 == 0) _held[place / 2] = _held[place];
            else _release(_held[place].Picture);
        }

        _held.RemoveRange(_capacity / 2, _capacity / 2);
        _stride *= 2;
    }
}
