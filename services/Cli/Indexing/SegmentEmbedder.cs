using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Turns the views of segments into what the index keeps of them.</summary>
internal sealed class SegmentEmbedder(VideoEncoder encoder, ArchiveVocabulary vocabulary)
{
    /// <summary>Embeds views of one frame count, of any videos.</summary>
    public IReadOnlyList<EmbeddedSegment> Embed(IReadOnlyList<SegmentFrames> views)
    {
        var frames = views.SelectMany(view => view.Frames).ToList();
        var pixels = new byte[frames.Sum(frame => frame.Length)];
        var start = 0;
        foreach (var frame in frames)
        {
            frame.CopyTo(pixels, start);
            start += frame.Length;
        }

        return [.. encoder.Encode(pixels, views.Count).Zip(views, (embedding, view) => new EmbeddedSegment(view.Segment, embedding, vocabulary.Fit(embedding)))];
    }
}
