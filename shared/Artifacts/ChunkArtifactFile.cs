using System.Globalization;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Artifacts;

/// <summary>A <see cref="ChunkArtifact"/> as a safetensors file, for everyone who reads those.</summary>
/// <remarks>
/// <para>With n segments of width D: <c>segments</c> [n, 6] int64 (number, start and end in milliseconds, first and last frame, shot), <c>spatial</c> and
/// <c>temporal</c> [n, D] float32, <c>nearest_classes</c> [n, 5] int32, <c>fit_logits</c> and <c>fit_similarities</c> [n, 5] float32; 0 columns instead
/// of 5 where the model has no temporal head.</para>
/// <para>Metadata: <c>format</c>, <c>video_id</c>, <c>model_fingerprint</c>, <c>chunk</c>, <c>chunk_count</c>, <c>cut</c>, <c>carry</c>, and perhaps <c>model_name</c> and <c>remark</c>.</para>
/// </remarks>
public static class ChunkArtifactFile
{
    private const string Format = "mote-chunk-1";
    private const int Columns = 6;

    /// <summary>The file's bytes; the same chunk gives the same bytes.</summary>
    public static ReadOnlyMemory<byte> Write(ChunkArtifact chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        var metadata = new Dictionary<string, string>
        {
            ["format"] = Format,
            ["video_id"] = chunk.VideoId.Value,
            ["model_fingerprint"] = chunk.ModelFingerprint,
            ["chunk"] = Text(chunk.Chunk),
            ["chunk_count"] = Text(chunk.ChunkCount),
            ["cut"] = chunk.Cut,
            ["carry"] = chunk.Carry,
        };
        if (chunk.ModelName is not null)
            metadata["model_name"] = chunk.ModelName;
        if (chunk.Remark is not null)
            metadata["remark"] = chunk.Remark;
        using var tensors = new MemoryTensors(metadata);
        tensors.Add("segments", [chunk.Segments.Count, Columns], [.. chunk.Segments.Zip(chunk.Shots).SelectMany(pair => Row(pair.First.Segment, pair.Second))]);
        Add("spatial", segment => segment.View.Spatial);
        Add("temporal", segment => segment.View.Temporal);
        Add("fit_logits", segment => segment.Fit.Logits);
        Add("fit_similarities", segment => segment.Fit.Similarities);
        var nearest = chunk.Segments.Count > 0 ? chunk.Segments[0].View.NearestClasses.Length : 0;
        tensors.Add(
            "nearest_classes", [chunk.Segments.Count, nearest], [.. chunk.Segments.SelectMany(segment => segment.View.NearestClasses).Select(row => (long)row)], StoredType.Int32);
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, "The chunk", tensors);
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);

        void Add(string name, Func<EmbeddedSegment, float[]> values)
        {
            var width = chunk.Segments.Count > 0 ? values(chunk.Segments[0]).Length : 0;
            tensors.Add(name, [chunk.Segments.Count, width], [.. chunk.Segments.SelectMany(values)]);
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="name">What stands for it in sentences.</param>
    /// <param name="bytes">All of it.</param>
    /// <exception cref="CheckpointException">It is no such file, or it does not hold together.</exception>
    public static ChunkArtifact Read(string name, ReadOnlyMemory<byte> bytes)
    {
        using var file = SafetensorsFile.Read(name, bytes);
        if (file.Metadata.GetValueOrDefault("format") is var format && format != Format)
            throw new CheckpointException($"{name} is no chunk that is read here: its format is '{format}', not '{Format}'.");
        var video = VideoId.Parse(Required("video_id"));
        var rows = file.ReadIntegers("segments").Chunk(Columns).ToList();
        var (spatial, temporal) = (Rows("spatial"), Rows("temporal"));
        var (logits, similarities) = (Rows("fit_logits"), Rows("fit_similarities"));
        var nearest = Divide(file.ReadIntegers("nearest_classes"), file.Tensors["nearest_classes"]);
        return new ChunkArtifact
        {
            VideoId = video,
            ModelFingerprint = Required("model_fingerprint"),
            ModelName = file.Metadata.GetValueOrDefault("model_name"),
            Chunk = int.Parse(Required("chunk"), CultureInfo.InvariantCulture),
            ChunkCount = int.Parse(Required("chunk_count"), CultureInfo.InvariantCulture),
            Segments =
            [
                .. rows.Select((row, i) => new EmbeddedSegment(
                    SegmentOf(video, row), new ViewEmbedding(spatial[i], temporal[i], [.. nearest[i].Select(number => (int)number)]), new ArchiveFit(logits[i], similarities[i]))),
            ],
            Shots = [.. rows.Select(row => (int)row[5])],
            Cut = Required("cut"),
            Carry = Required("carry"),
            Remark = file.Metadata.GetValueOrDefault("remark"),
        };

        string Required(string key) => file.Metadata.GetValueOrDefault(key) ?? throw new CheckpointException($"{name} is damaged: its metadata has no '{key}'.");

        float[][] Rows(string tensor) => Divide(file.ReadFloats(tensor), file.Tensors[tensor]);

        T[][] Divide<T>(T[] values, NamedTensor tensor) => tensor.Shape.Count == 2 && tensor.Shape[0] == rows.Count
            ? [.. Enumerable.Range(0, rows.Count).Select(row => values.AsSpan(row * (int)tensor.Shape[1], (int)tensor.Shape[1]).ToArray())]
            : throw new CheckpointException($"{name} is damaged: its tensor '{tensor.Name}' does not have a row for each of {rows.Count} segments.");
    }

    /// <summary>Reads a chunk from the store; null when it is not there.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="id">The video.</param>
    /// <param name="name">From <see cref="ArtifactNames.Chunk"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CheckpointException">It does not hold together.</exception>
    public static async Task<ChunkArtifact?> ReadAsync(IArtifactStore store, VideoId id, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var stream = await store.OpenAsync(id, name, cancellationToken).ConfigureAwait(false);
        if (stream is null)
            return null;
        await using (stream.ConfigureAwait(false))
        {
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
            return Read(name, bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        }
    }

    private static long[] Row(Segment segment, int shot) =>
        [segment.Number, (long)segment.Start.TotalMilliseconds, (long)segment.End.TotalMilliseconds, segment.FirstFrame, segment.LastFrame, shot];

    private static Segment SegmentOf(VideoId video, long[] row) =>
        new(video, (int)row[0], TimeSpan.FromMilliseconds(row[1]), TimeSpan.FromMilliseconds(row[2]), row[3], row[4]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
