using System.Globalization;

namespace MoTE.Indexing.Model.Training;

/// <summary>The course of training as a CSV file, one line per batch, flushed as it is written.</summary>
public sealed class LossCurve : IDisposable
{
    private const string Header = "epoch,batch,learning_rate,loss,expert_loss,merged_loss,mean_square,accuracy";

    private readonly StreamWriter _writer;

    private LossCurve(StreamWriter writer) => _writer = writer;

    /// <summary>Starts a file, or goes on with one from a position: lines of that batch and later ones are dropped.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="epoch">Epoch of the next batch.</param>
    /// <param name="batch">The next batch.</param>
    public static LossCurve Open(string path, int epoch, int batch)
    {
        var kept = File.Exists(path) ? File.ReadLines(path).Skip(1).Where(line => IsBefore(line, epoch, batch)).ToList() : [];
        var writer = new StreamWriter(path, append: false) { NewLine = "\n", AutoFlush = true };
        writer.WriteLine(Header);
        foreach (var line in kept)
            writer.WriteLine(line);
        return new LossCurve(writer);
    }

    /// <summary>Adds a line.</summary>
    public void Append(TrainingProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        _writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Epoch},{progress.Batch},{progress.LearningRate:g6},{progress.Loss:g6},{progress.ExpertLoss:g6},{progress.MergedLoss:g6},{progress.MeanSquare:g6},{progress.Accuracy:g4}"));
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static bool IsBefore(string line, int epoch, int batch)
    {
        var fields = line.Split(',');
        return fields.Length > 1
            && int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var lineEpoch)
            && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var lineBatch)
            && (lineEpoch < epoch || (lineEpoch == epoch && lineBatch < batch));
    }
}
