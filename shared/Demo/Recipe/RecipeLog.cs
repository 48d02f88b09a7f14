using System.Globalization;

namespace MoTE.Indexing.Demo.Recipe;

/// <summary>The log and the loss curves that lie beside a trained model.</summary>
internal sealed class RecipeLog
{
    private readonly string _folder;
    private readonly TimeProvider _clock;

    public RecipeLog(string folder, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        _folder = folder;
        _clock = clock;
    }

    /// <summary>Adds a line to <c>train.log</c>, with the time.</summary>
    public void Write(string line) => File.AppendAllText(
        Path.Combine(_folder, "train.log"),
        string.Create(CultureInfo.InvariantCulture, $"{_clock.GetUtcNow():yyyy-MM-dd HH:mm:ss}  {line}\n"));

    /// <summary>Adds a row to a curve; the first row of a file is preceded by its header.</summary>
    public void Row(string file, string header, FormattableString row)
    {
        var path = Path.Combine(_folder, file);
        File.AppendAllText(path, (File.Exists(path) ? "" : header + "\n") + FormattableString.Invariant(row) + "\n");
    }

    /// <summary>Drops the rows of a curve that an interrupted run wrote after its last checkpoint.</summary>
    /// <param name="file">A curve whose first column counts steps.</param>
    /// <param name="step">The last step that stays.</param>
    public void CutAfter(string file, int step)
    {
        var path = Path.Combine(_folder, file);
        if (!File.Exists(path))
        {
            return;
        }

        var kept = File.ReadAllLines(path).Where((line, i) => i == 0 || int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture) <= step);
        File.WriteAllLines(path, [.. kept]);
    }
}
