using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Reads the table <c>segment</c> of format 2.</summary>
internal static class Format2Segments
{
    public static List<EmbeddedSegment> Read(SqliteConnection connection, string modelFingerprint, string video, int chunk) => connection.Query(
        """
        SELECT number, start_ms, end_ms, first_frame, last_frame, spatial, temporal, nearest_classes, fit_logits, fit_similarities
        FROM segment WHERE model_fingerprint = $model AND video_id = $id AND chunk = $chunk ORDER BY number
        """,
        row => new EmbeddedSegment(
            new Segment(
                VideoId.Parse(video),
                row.GetInt32(0),
                TimeSpan.FromMilliseconds(row.GetInt64(1)),
                TimeSpan.FromMilliseconds(row.GetInt64(2)),
                row.GetInt64(3),
                row.GetInt64(4)),
            new ViewEmbedding(Values<float>(row, 5), Values<float>(row, 6), Values<int>(row, 7)),
            new ArchiveFit(Values<float>(row, 8), Values<float>(row, 9))),
        ("$model", modelFingerprint),
        ("$id", video),
        ("$chunk", chunk));

    private static T[] Values<T>(SqliteDataReader row, int column)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(row.GetFieldValue<byte[]>(column)).ToArray();
}
