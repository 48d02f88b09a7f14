using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>Uses the memory of pictures that nobody needs any more for those that come: fresh memory for every frame costs as much as reading it.</summary>
/// <remarks>Safe to share between threads.</remarks>
/// <param name="bytes">Bytes of one picture; all have the same size.</param>
internal sealed class PicturePool(int bytes)
{
    private readonly Stack<byte[]> _free = new();
    private readonly Lock _lock = new();

    /// <summary>Memory for one picture, whatever is in it.</summary>
    public byte[] Rent()
    {
        lock (_lock)
        {
            if (_free.TryPop(out var samples)) return samples;
        }

        return GC.AllocateUninitializedArray<byte>(bytes);
    }

    /// <summary>Takes a picture back. Nobody may look at it afterwards.</summary>
    public void Return(RgbImage picture)
    {
        lock (_lock) _free.Push(picture.Samples);
    }
}
