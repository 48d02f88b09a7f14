using System.Globalization;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Cli.Frames;

/// <summary>Writes what a model sees of a video's frames, before normalisation: PNG pictures in a folder, or one safetensors file.</summary>
internal sealed class FrameExport
{
    /// <summary>Side of the picture that the published models see.</summary>
    public const int DefaultResolution = 224;

    /// <summary>The name of the tensor: 8-bit samples [N, 3, R, R], in the order of the numbers asked for.</summary>
    public const string TensorName = "pixels";

    private const string FileEnding = ".safetensors";
    private readonly FramePreprocessor _preprocessor;
    private readonly MediaOptions _options;

    /// <param name="resolution">Side of the model's input in pixels, R.</param>
    /// <param name="options">Bounds on decoding; the defaults when left out.</param>
    public FrameExport(int resolution = DefaultResolution, MediaOptions? options = null)
    {
        _preprocessor = new FramePreprocessor(resolution);
        _options = options ?? new MediaOptions();
    }

    /// <summary>Decodes the frames, preprocesses and writes them.</summary>
    /// <param name="video">The video file.</param>
    /// <param name="numbers">Frame numbers, from 0 in presentation order; at least one, repeats allowed.</param>
    /// <param name="target">A file that ends in <c>.safetensors</c>, or a folder, which is made when missing.</param>
    /// <param name="cancellationToken">Kills FFmpeg.</param>
    /// <returns>The files written, in order.</returns>
    /// <exception cref="UserErrorException">The video cannot be read, has no such frame, or the target cannot be written.</exception>
    public async Task<IReadOnlyList<string>> WriteAsync(string video, IReadOnlyList<int> numbers, string target, CancellationToken cancellationToken)
    {
        if (numbers.Count == 0) throw new UserErrorException("No frame was asked for: --numbers takes frame numbers, such as 3,10,17.");
        if (numbers.Any(number => number < 0)) throw new UserErrorException($"Frame numbers count from 0, but {numbers.Min()} was asked for.");
        var info = await new MediaProbe(_options).ProbeAsync(video, cancellationToken);
        var pictures = await ReadAsync(video, info, numbers, cancellationToken);
        try
        {
            return target.EndsWith(FileEnding, StringComparison.OrdinalIgnoreCase)
                ? WriteTensor(video, info, numbers, pictures, target)
                : await WritePicturesAsync(numbers, pictures, target, cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{target} cannot be written: {cause.Message}", cause);
        }
    }

    private async Task<Dictionary<int, byte[]>> ReadAsync(string video, VideoStreamInfo info, IReadOnlyList<int> numbers, CancellationToken cancellationToken)
    {
        var pictures = new Dictionary<int, byte[]>();
        var request = new DecodeRequest { Numbers = [.. numbers] };
        await foreach (var frame in new FrameDecoder(_options).DecodeAsync(video, info, request, cancellationToken))
        {
            pictures.Add(frame.Number, _preprocessor.Apply(frame.Image));
        }

        var missing = numbers.Where(number => !pictures.ContainsKey(number)).ToArray();
        return missing.Length == 0
            ? pictures
            : throw new UserErrorException($"{video} has no frame {missing.Min()}: it ends before, and its frames count from 0.");
    }

    private List<string> WriteTensor(string video, VideoStreamInfo info, IReadOnlyList<int> numbers, Dictionary<int, byte[]> pictures, string target)
    {
        var side = _preprocessor.Resolution;
        var tensors = new MemoryTensors(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["file"] = Path.GetFileName(video),
            ["frame_numbers"] = string.Join(' ', numbers),
            ["display_size"] = $"{info.FrameWidth}x{info.FrameHeight}",
        });
        long[] samples = [.. numbers.SelectMany(number => pictures[number], (_, sample) => (long)sample)];
        tensors.Add(TensorName, [numbers.Count, 3, side, side], samples, StoredType.UInt8);
        if (Path.GetDirectoryName(Path.GetFullPath(target)) is { } folder) _ = Directory.CreateDirectory(folder);
        SafetensorsWriter.Write(target, tensors);
        return [target];
    }

    private async Task<List<string>> WritePicturesAsync(
        IReadOnlyList<int> numbers, Dictionary<int, byte[]> pictures, string folder, CancellationToken cancellationToken)
    {
        _ = Directory.CreateDirectory(folder);
        var written = new List<string>();
        foreach (var number in numbers.Distinct())
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"frame-{number:000000}.png"));
            await PngFile.WriteAsync(path, PixelPlanes.Join(pictures[number], _preprocessor.Resolution, _preprocessor.Resolution), cancellationToken);
            written.Add(path);
        }

        return written;
    }
}
