namespace MoTE.Indexing.Domain;

/// <summary>What must hold before segments are stored: a query would otherwise fail, or lie, long after.</summary>
public static class SegmentValidation
{
    /// <summary>Segments belong to their video, follow each other, agree in their widths and hold nothing but finite numbers.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void Check(Video video, IReadOnlyList<EmbeddedSegment> segments)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(segments);
        for (var i = 0; i < segments.Count; i++)
        {
            var (segment, view, fit) = segments[i];
            if (segment.VideoId != video.Id || segment.Number != segments[0].Segment.Number + i)
            {
                throw new ArgumentException($"Segment {segments[0].Segment.Number + i} of video {video.Id} was expected, but segment {segment.Number} of video {segment.VideoId} was given.", nameof(segments));
            }

            var width = segments[0].View.Spatial.Length;
            if (view.Spatial.Length != width || view.Temporal.Length != width)
            {
                throw new ArgumentException($"Segment {i} has vectors of {view.Spatial.Length} and {view.Temporal.Length} numbers, but segment 0 has {width}.", nameof(segments));
            }

            if (fit.Logits.Length != fit.Similarities.Length || fit.Logits.Length != segments[0].Fit.Logits.Length
                || view.NearestClasses.Length != segments[0].View.NearestClasses.Length)
            {
                throw new ArgumentException($"Segment {i} has another number of nearest classes than segment 0.", nameof(segments));
            }

            if (Array.Exists(view.NearestClasses, row => row < 0))
                throw new ArgumentException($"Segment {i} names a fine-tuning class below 0.", nameof(segments));

            if (!(Finite(view.Spatial) && Finite(view.Temporal) && Finite(fit.Logits) && Finite(fit.Similarities)))
            {
                throw new ArgumentException($"Segment {i} of video {video.Id} holds a number that is not finite.", nameof(segments));
            }
        }
    }

    /// <summary>Segments of one model are of one kind.</summary>
    /// <param name="segments">Segments that agree with each other.</param>
    /// <param name="stored">What the model's segments are like so far; null when it has none.</param>
    /// <exception cref="ArgumentException">They are of another kind than what is stored.</exception>
    public static void CheckWidths(IReadOnlyList<EmbeddedSegment> segments, SegmentWidths? stored)
    {
        ArgumentNullException.ThrowIfNull(segments);
        if (segments.Count == 0 || stored is not { } widths)
            return;
        if (SegmentWidths.Of(segments[0]) is var given && given != widths)
            throw new ArgumentException($"The segments are of another kind ({given}) than those that the index holds of the model ({widths}).", nameof(segments));
    }

    private static bool Finite(float[] values) => Array.TrueForAll(values, float.IsFinite);
}
