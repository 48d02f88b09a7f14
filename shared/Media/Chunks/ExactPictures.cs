using System.Runtime.CompilerServices;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>Fetches the view frames of segments that are known already, at full size, in one more decoding that begins where the first one did.</summary>
internal sealed class ExactPictures
{
    private readonly ChunkPlan _plan;
    private readonly DecodeRequest _request;
    private readonly int _offset;
    private readonly FrameDecoder _decoder;

    /// <param name="plan">The plan.</param>
    /// <param name="request">How the first decoding was begun.</param>
    /// <param name="offset">What is added to the numbers of a decoding for the numbers of the video.</param>
    /// <param name="decoder">Decodes.</param>
    public ExactPictures(ChunkPlan plan, DecodeRequest request, int offset, FrameDecoder decoder) =>
        (_plan, _request, _offset, _decoder) = (plan, request, offset, decoder);

    /// <summary>Hands the segments over in order, with their pictures.</summary>
    /// <exception cref="UserErrorException">A frame does not come again.</exception>
    public async IAsyncEnumerable<SegmentView<RgbImage>> FillAsync(
        IReadOnlyList<SegmentView<RgbImage>> segments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (segments.Count == 0) yield break;
        int[] numbers = [.. segments.SelectMany(segment => segment.FrameNumbers).Distinct().Order().Select(number => number - _offset)];
        var request = _request with { Numbers = numbers, ShortSide = null };
        var reading = await _decoder.OpenAsync(_plan.Path, _plan.Info, request, cancellationToken).ConfigureAwait(false);
        var pictures = new Dictionary<int, RgbImage>();
        var next = 0;
        await foreach (var frame in reading.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            pictures.Add(frame.Number + _offset, frame.Image);
            for (; next < segments.Count && segments[next].FrameNumbers.All(pictures.ContainsKey); next++)
            {
                yield return segments[next] with { Frames = [.. segments[next].FrameNumbers.Select(number => pictures[number])] };
                foreach (var number in segments[next].FrameNumbers) _ = pictures.Remove(number);
            }
        }

        if (next < segments.Count) throw new UnusableFileException(_plan.Path, name => $"{name} decodes to other frames each time: frame {segments[next].FrameNumbers.Max()} did not come again.");
    }
}
