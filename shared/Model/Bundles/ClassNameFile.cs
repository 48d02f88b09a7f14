using System.Globalization;
using CsvHelper;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Reads a published label file: CSV with the header <c>id,name</c>, ids 0, 1, 2, … in order, either kind of line end (specification 7.8).</summary>
/// <remarks>Names stay as they are, case included; only the tokenizer lower-cases. Names such as <c>nan</c> are names.</remarks>
public static class ClassNameFile
{
    /// <summary>More rows are refused.</summary>
    public const int MostRows = 100_000;

    private static readonly CsvReaderOptions _options = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
        TrimWhitespace = true,
        MaxRecordSize = 1 << 16,
    };

    /// <summary>Reads the names in the order of their ids.</summary>
    /// <exception cref="UserErrorException">The file cannot be read, has no such columns, or its ids do not count from 0 in order.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var csv = CsvReader.FromFile(path, _options);
            return Read(csv, path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The class file '{path}' cannot be read: {cause.Message}", cause);
        }
        catch (CsvFormatException cause)
        {
            throw new UserErrorException($"Line {cause.LineNumber} of the class file '{path}' cannot be read: {cause.Message}", cause);
        }
    }

    private static List<string> Read(CsvReader csv, string path)
    {
        csv.ReadHeader();
        if (!csv.TryGetFieldIndex("id", out var idColumn) || !csv.TryGetFieldIndex("name", out var nameColumn))
            throw new UserErrorException($"The class file '{path}' needs the header 'id,name'.");

        var names = new List<string>();
        while (csv.Read())
        {
            var line = csv.LineNumber;
            if (csv.FieldCount <= Math.Max(idColumn, nameColumn))
                throw new UserErrorException($"Line {line} of the class file '{path}' has {csv.FieldCount} columns, too few for id and name.");
            var id = csv.GetString(idColumn);
            var name = csv.GetString(nameColumn);
            if (id != names.Count.ToString(CultureInfo.InvariantCulture))
                throw new UserErrorException($"Line {line} of the class file '{path}' has the id '{id}', but {names.Count} was expected: the order of rows is the order of the classes.");
            if (string.IsNullOrWhiteSpace(name))
                throw new UserErrorException($"Line {line} of the class file '{path}' has no name.");
            if (names.Count == MostRows)
                throw new UserErrorException($"The class file '{path}' has more than {MostRows} rows.");
            names.Add(name);
        }

        return names.Count > 0 ? names : throw new UserErrorException($"The class file '{path}' has no rows.");
    }
}
