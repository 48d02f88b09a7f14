using System.Numerics.Tensors;

namespace MoTE.Indexing.Media.Shots;

/// <summary>Says whether one picture gives way to another cell by cell, each once, along a front that goes over the whole picture: an edge, or a ring.</summary>
internal sealed class WipeFront
{
    private const int Columns = CellGrid.Columns / 2;
    private const int Rows = CellGrid.Rows / 2;
    private const int Cells = Columns * Rows;

    // Frames of a window that are looked at.
    private const int Moments = 16;

    // When each place of the picture gives way, for fronts of several shapes.
    private static readonly float[][] Shapes =
    [
        Shape((x, y) => x), Shape((x, y) => y), Shape((x, y) => x + y), Shape((x, y) => x - y),
        Shape((x, y) => double.Hypot(x * 16 / 9, y)), Shape((x, y) => Math.Abs(x)), Shape((x, y) => Math.Abs(y)), Shape((x, y) => Math.Max(Math.Abs(x), Math.Abs(y))),
    ];

    private readonly float[] _change = new float[Cells];
    private readonly float[] _old = new float[Cells];
    private readonly float[] _new = new float[Cells];
    private readonly float[] _hasTurned = new float[Cells];
    private readonly float[] _turns = new float[Cells];

    /// <summary>Of the change between two pictures, the share that neither of them explains in the middle, and the share of the picture that already shows the new one.</summary>
    public (double Unexplained, double Share) Mix(ShotFrame old, ShotFrame mixed, ShotFrame next)
    {
        PictureChange.OfCells(old, next, _change);
        PictureChange.OfCells(old, mixed, _old);
        PictureChange.OfCells(mixed, next, _new);
        var (least, shown, whole) = (0f, 0f, 0f);
        for (var cell = 0; cell < Cells; cell++)
        {
            least += Math.Min(_old[cell], _new[cell]);
            whole += _change[cell];
            if (_new[cell] < _old[cell]) shown += _change[cell];
        }

        return (least / Math.Max(1, whole), shown / Math.Max(1, whole));
    }

    /// <summary>How well a front explains when each cell gives way; 1 for exactly, 0 for not at all.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="from">The one before.</param>
    /// <param name="to">The one after.</param>
    public double Straightness(FrameWindow frames, int from, int to)
    {
        PictureChange.OfCells(frames[from], frames[to], _change);
        Array.Clear(_turns);
        Array.Clear(_hasTurned);
        var (moments, returns, whole) = (Math.Min(Moments, to - from - 1), 0.0, TensorPrimitives.Sum<float>(_change));
        for (var moment = 1; moment <= moments; moment++)
        {
            var frame = frames[from + (moment * (to - from) / (moments + 1))];
            PictureChange.OfCells(frames[from], frame, _old);
            PictureChange.OfCells(frame, frames[to], _new);
            for (var cell = 0; cell < Cells; cell++)
            {
                var isOld = _old[cell] <= _new[cell];
                if (isOld) _turns[cell]++;
                if (isOld && _hasTurned[cell] > 0) returns += _change[cell];
                _hasTurned[cell] = isOld ? 0 : 1;
            }
        }

        return Math.Max(0, Correlation() - (returns / whole));
    }

    private static float[] Shape(Func<double, double, double> place)
    {
        var shape = new float[Cells];
        for (var cell = 0; cell < Cells; cell++) shape[cell] = (float)place(((cell % Columns) + 0.5 - (Columns / 2)) / Columns, ((cell / Columns) + 0.5 - (Rows / 2)) / Rows);
        return shape;
    }

    // The greatest squared correlation between when cells give way and the shape of a front; cells that change more weigh more.
    private double Correlation()
    {
        var weight = (double)TensorPrimitives.Sum<float>(_change);
        var mean = TensorPrimitives.Dot<float>(_change, _turns) / weight;
        var best = 0.0;
        foreach (var shape in Shapes)
        {
            var shapeMean = TensorPrimitives.Dot<float>(_change, shape) / weight;
            var (product, squares, shapeSquares) = (0.0, 0.0, 0.0);
            for (var cell = 0; cell < Cells; cell++)
            {
                var (turn, place) = (_turns[cell] - mean, shape[cell] - shapeMean);
                product += _change[cell] * turn * place;
                squares += _change[cell] * turn * turn;
                shapeSquares += _change[cell] * place * place;
            }

            if (squares > 0) best = Math.Max(best, product * product / (squares * shapeSquares));
        }

        return best;
    }
}
