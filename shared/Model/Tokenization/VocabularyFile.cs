using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Tokenization;

/// <summary>Reads and writes vocabulary files in the published format.</summary>
internal static class VocabularyFile
{
    // The published file unpacks to 3.2 MB; what is beyond this limit is not a vocabulary.
    private const long MaximumUnpackedBytes = 64L << 20;
    private const string Header = "\"bpe_simple_vocab_16e6.txt#version: 0.2";

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static BytePairVocabulary Load(string path, int? size)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var limit = MergeCount(path, size);
        try
        {
            using var file = File.OpenRead(path);
            var merges = Read(file, path, limit ?? BytePairVocabulary.PublishedMergeCount);
            if (limit is { } wanted && merges.Count < wanted)
            {
                throw new UserErrorException(
                    $"The vocabulary file {path} has {merges.Count} merges, but a vocabulary of {size} ids needs {wanted}.");
            }

            return new BytePairVocabulary(merges);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"The vocabulary file {path} does not exist.", exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or DecoderFallbackException or IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The vocabulary file {path} cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    public static void Save(string path, IEnumerable<SymbolPair> merges)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = File.Create(path);
        using var unpacked = new GZipStream(file, CompressionLevel.SmallestSize);
        using var writer = new StreamWriter(unpacked, _strictUtf8) { NewLine = "\n" };
        writer.WriteLine(Header);
        foreach (var merge in merges)
            writer.WriteLine($"{merge.Left} {merge.Right}");
    }

    private static int? MergeCount(string path, int? size)
    {
        var smallest = BytePairVocabulary.FirstMergeId + 2;
        if (size < smallest)
            throw new UserErrorException($"The vocabulary {path} cannot have {size} ids: bytes and special tokens alone are {smallest}.");
        return size - smallest;
    }

    private static List<SymbolPair> Read(FileStream file, string path, int limit)
    {
        Span<byte> magic = stackalloc byte[2];
        var packed = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1f, 0x8b];
        file.Position = 0;
        using Stream unpacked = packed ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
        using var bounded = new BoundedReadStream(unpacked, MaximumUnpackedBytes);
        using var reader = new StreamReader(bounded, _strictUtf8, detectEncodingFromByteOrderMarks: false);

        if (reader.ReadLine() is not { } header || !header.Contains("#version", StringComparison.Ordinal))
            throw new UserErrorException($"The file {path} is not a vocabulary: its first line should name a version, as '{Header}'.");
        var merges = new List<SymbolPair>();
        while (merges.Count < limit && reader.ReadLine() is { } line)
        {
            // Files of other writers end in an empty line.
            if (line.Length == 0 && reader.Peek() < 0)
                break;
            merges.Add(Parse(line) ?? throw new UserErrorException(
                $"Line {merges.Count + 2} of the vocabulary file {path} should be two symbols with one space between them."));
        }

        // What follows the last merge in use counts for the length.
        bounded.CopyTo(Stream.Null);
        if (packed && bounded.Position != StatedLength(file))
            throw new InvalidDataException("it is truncated or damaged");
        return merges;
    }

    // GZipStream takes a truncated file for a short one; a gzip file ends in its unpacked length.
    private static uint StatedLength(FileStream file)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        file.Position = Math.Max(0, file.Length - sizeof(uint));
        file.ReadExactly(length);
        return BinaryPrimitives.ReadUInt32LittleEndian(length);
    }

    private static SymbolPair? Parse(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space <= 0 || space == line.Length - 1 || line.IndexOf(' ', space + 1) >= 0
            ? null
            : new SymbolPair(line[..space], line[(space + 1)..]);
    }
}
