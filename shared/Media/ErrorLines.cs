using System.Text;

namespace MoTE.Indexing.Media;

/// <summary>Splits what a program writes to its error stream into lines of bounded length and keeps the last few that are complaints.</summary>
internal sealed class ErrorLines(Action<string>? onLine)
{
    private const int LongestLine = 2000;
    private const int LinesKept = 20;
    private readonly Queue<string> _complaints = new();
    private readonly Lock _lock = new();

    /// <summary>The last complaints, oldest first, without the names and addresses that FFmpeg puts before them.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_lock) return [.. _complaints];
        }
    }

    /// <summary>How many complaints there were so far.</summary>
    public int ComplaintCount { get; private set; }

    /// <summary>Reads to the end of the stream, in the thread of the caller.</summary>
    public void Pump(Stream stream)
    {
        var buffer = new byte[8192];
        var line = new List<byte>(256);
        int count;
        using var owned = stream;
        while ((count = stream.Read(buffer)) > 0)
        {
            foreach (var value in buffer.AsSpan(0, count))
            {
                if (value is (byte)'\n' or (byte)'\r') Take(line);
                else if (line.Count < LongestLine) line.Add(value);
            }
        }

        Take(line);
    }

    private void Take(List<byte> bytes)
    {
        if (bytes.Count == 0) return;
        var line = Encoding.UTF8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes));
        bytes.Clear();
        if (Complaint(line) is { } complaint)
        {
            lock (_lock)
            {
                if (_complaints.Count == LinesKept) _ = _complaints.Dequeue();
                _complaints.Enqueue(complaint);
                ComplaintCount++;
            }
        }

        onLine?.Invoke(line);
    }

    // With "-loglevel level+..." a line reads "[mov @ 0x55d0] [error] moov atom not found".
    private static string? Complaint(string line)
    {
        foreach (var level in (ReadOnlySpan<string>)["[error] ", "[fatal] ", "[panic] "])
        {
            var at = line.IndexOf(level, StringComparison.Ordinal);
            if (at >= 0) return line[(at + level.Length)..].Trim();
        }

        return null;
    }
}
