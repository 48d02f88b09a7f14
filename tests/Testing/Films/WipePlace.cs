namespace MoTE.Indexing.Testing.Films;

/// <summary>What a pixel shows while one picture wipes away another.</summary>
/// <param name="IsNext">Whether it is of the second picture.</param>
/// <param name="X">Column of that picture.</param>
/// <param name="Y">Row of that picture.</param>
internal readonly record struct WipePlace(bool IsNext, int X, int Y)
{
    /// <summary>What a pixel shows.</summary>
    /// <param name="join">A join of the kind of a wipe.</param>
    /// <param name="share">How much of it is over; 0 to 1.</param>
    /// <param name="x">Column of the pixel.</param>
    /// <param name="y">Row of the pixel.</param>
    public static WipePlace Of(JoinKind join, double share, int x, int y)
    {
        var (columns, rows) = ((int)(share * Film.Width), (int)(share * Film.Height));
        var (comesFromRight, comesFromBelow, comesFromAbove) = (x >= Film.Width - columns, y >= Film.Height - rows, y < rows);
        var (nextX, nextY) = (comesFromRight ? x - Film.Width + columns : x + columns, comesFromBelow ? y - Film.Height + rows : y + rows);
        return join switch
        {
            JoinKind.Wipe => new(x < share * Film.Width, x, y),
            JoinKind.WipeDown => new(comesFromAbove, x, y),
            JoinKind.WipeAslant => new(((double)x / Film.Width) + ((double)y / Film.Height) < 2 * share, x, y),
            JoinKind.Iris => new(double.Hypot(x - (Film.Width / 2), y - (Film.Height / 2)) < share * double.Hypot(Film.Width, Film.Height) / 2, x, y),
            JoinKind.Push => new(comesFromRight, nextX, y),
            JoinKind.PushUp => new(comesFromBelow, x, nextY),
            JoinKind.Slide => new(comesFromRight, comesFromRight ? nextX : x, y),
            JoinKind.SlideDown => new(comesFromAbove, x, comesFromAbove ? y + Film.Height - rows : y),
            JoinKind.Uncover => new(comesFromRight, comesFromRight ? x : nextX, y),
            _ => throw new ArgumentOutOfRangeException(nameof(join), join, "It is no wipe."),
        };
    }
}
