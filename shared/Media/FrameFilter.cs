using System.Globalization;
using System.Text;

namespace MoTE.Indexing.Media;

/// <summary>Writes FFmpeg's filter for a request: report every frame, drop the unwanted, convert the rest to RGB of one size.</summary>
internal static class FrameFilter
{
    /// <summary>
    /// Scaler flags. Same-size conversion from YUV takes FFmpeg's plain converter, which the reference pictures were made with.
    /// </summary>
    public const string ScalerFlags = "bicubic";

    /// <summary>Reports number, time stamp and size of each frame on the error stream.</summary>
    public const string Report = "showinfo=checksum=0";

    /// <summary>The filter for frames of a given size.</summary>
    /// <param name="numbers">Wanted frame numbers, ascending and distinct; null for all.</param>
    /// <param name="width">Columns that leave FFmpeg.</param>
    /// <param name="height">Rows that leave FFmpeg.</param>
    /// <param name="shrinks">Whether that is smaller than the video: then pixels are averaged in the video's own colours and converted after that.</param>
    public static string For(IReadOnlyList<int>? numbers, int width, int height, bool shrinks = false)
    {
        var filter = new StringBuilder(Report);
        if (numbers is not null)
        {
            _ = filter.Append(",select='");
            Append(filter, Runs(numbers));
            _ = filter.Append('\'');
        }

        if (shrinks) _ = filter.Append(CultureInfo.InvariantCulture, $",scale={width}:{height}:flags=area");
        return filter.Append(CultureInfo.InvariantCulture, $",scale={width}:{height}:flags={ScalerFlags},format=rgb24").ToString();
    }

    // A tree of comparisons, so that each frame costs a few of them however many are wanted.
    private static void Append(StringBuilder filter, ReadOnlySpan<(int First, int Last)> runs)
    {
        if (runs.Length > 4)
        {
            var middle = runs.Length / 2;
            _ = filter.Append(CultureInfo.InvariantCulture, $"if(lt(n,{runs[middle].First}),");
            Append(filter, runs[..middle]);
            _ = filter.Append(',');
            Append(filter, runs[middle..]);
            _ = filter.Append(')');
            return;
        }

        for (var i = 0; i < runs.Length; i++)
        {
            if (i > 0) _ = filter.Append('+');
            _ = runs[i].First == runs[i].Last
                ? filter.Append(CultureInfo.InvariantCulture, $"eq(n,{runs[i].First})")
                : filter.Append(CultureInfo.InvariantCulture, $"between(n,{runs[i].First},{runs[i].Last})");
        }
    }

    private static (int First, int Last)[] Runs(IReadOnlyList<int> numbers)
    {
        var runs = new List<(int First, int Last)>();
        foreach (var number in numbers)
        {
            if (runs.Count > 0 && runs[^1].Last == number - 1) runs[^1] = (runs[^1].First, number);
            else runs.Add((number, number));
        }

        return [.. runs];
    }
}
