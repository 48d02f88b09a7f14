using System.Numerics.Tensors;

namespace MoTE.Indexing.Media.Shots;

/// <summary>Finds how far a camera swung, where it swung further between two frames than things move.</summary>
internal static class CameraSwing
{
    private const int Columns = CellGrid.Columns / 2;
    private const int Rows = CellGrid.Rows / 2;

    /// <summary>The move after which what both frames show is most alike; at least half of the picture is in both.</summary>
    public static CellMove Between(ShotFrame one, ShotFrame other)
    {
        var black = (Math.Min(one.Tone.BlackRows, other.Tone.BlackRows) + 1) / 2;
        var (best, move) = (double.MaxValue, default(CellMove));
        for (var down = -Rows / 2; down <= Rows / 2; down++)
        {
            for (var right = -Columns / 2; right <= Columns / 2; right++)
            {
                if ((Rows - Math.Abs(down)) * (Columns - Math.Abs(right)) < Rows * Columns / 2) continue;
                var difference = Difference(one.CoarseBrightness, other.CoarseBrightness, right, down, black);
                if (difference < best) (best, move) = (difference, new CellMove(2 * right, 2 * down));
            }
        }

        return move;
    }

    // Mean square of what differs in the part that both show.
    private static double Difference(ReadOnlySpan<float> one, ReadOnlySpan<float> other, int right, int down, int black)
    {
        var (sum, width) = (0.0, Columns - Math.Abs(right));
        var (first, end) = (Math.Max(black, black - down), Math.Min(Rows - black, Rows - black - down));
        for (var row = first; row < end; row++)
        {
            var line = one.Slice((row * Columns) + Math.Max(0, -right), width);
            var distance = TensorPrimitives.Distance(line, other.Slice(((row + down) * Columns) + Math.Max(0, right), width));
            sum += distance * distance;
        }

        return end <= first ? double.MaxValue : sum / (width * (end - first));
    }
}
