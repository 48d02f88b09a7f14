using System.Buffers.Binary;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>Opens published model files. What a file is, its first bytes say; its name never matters.</summary>
public static class CheckpointReader
{
    private static readonly byte[] LegacyMagic = [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    private enum Content
    {
        Zip,
        Safetensors,
    }

    /// <summary>Opens a safetensors file, a PyTorch file (torch.save or TorchScript), or a folder in the Hugging Face layout.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <returns>
    /// Named tensors, owned by the caller. A Hugging Face CLIP, given as its folder or as a file beside its <c>config.json</c>, has OpenAI's names
    /// (<see cref="HuggingFaceClip"/>); other files have their own (<see cref="SafetensorsFile"/>, <see cref="TorchZipFile"/>).
    /// </returns>
    /// <exception cref="CheckpointException">It is missing, truncated, hostile, or of no kind that is read.</exception>
    public static ITensorSource Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            return HuggingFaceClip.Open(path);

        var source = OpenFile(path);
        var config = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, HuggingFaceClip.ConfigName);
        return HuggingFaceClip.Recognises(source) && File.Exists(config) ? HuggingFaceClip.Open(source, config) : source;
    }

    /// <summary>Opens one file with the names that it has.</summary>
    internal static ITensorSource OpenFile(string path) =>
        Detect(path) == Content.Zip ? TorchZipFile.Open(path) : SafetensorsFile.Open(path);

    /// <exception cref="CheckpointException">The file does not begin like a zip archive.</exception>
    internal static void RequireZip(string path, string expected)
    {
        if (Detect(path) != Content.Zip)
            throw new CheckpointException($"{path} is a safetensors file; a {expected} was expected.");
    }

    private static Content Detect(string path)
    {
        using var file = MappedFile.Open(path);
        var start = file.Slice(0, (int)Math.Min(file.Length, 64));
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8))
            return Content.Zip;
        if (start.Length > 8 && start[8] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(start) <= SafetensorsHeader.MaxSizeBytes)
            return Content.Safetensors;

        throw new CheckpointException($"{path} {WhatElse(file, start)}");
    }

    /// <summary>A sentence's end about a file that is not read.</summary>
    private static string WhatElse(MappedFile file, ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
            return "is empty.";
        if (start.StartsWith(LegacyMagic))
            return "is in the format of PyTorch before 1.6, which is not read; load and save it once with a newer PyTorch.";
        if (start.StartsWith("version https://git-lfs"u8))
            return "is a Git LFS pointer; download the file that it points to.";
        if (start.StartsWith("<"u8))
            return "looks like a web page, not like a model file; download it again.";
        if (start[0] is 0x80 or (byte)'c' or (byte)'(' && file.Length <= PickleReader.MaxSizeBytes)
            _ = PickleReader.Read(file.Path, file.Slice(0, (int)file.Length)); // names the forbidden global, if there is one
        return "begins like none of the model files that are read: safetensors, PyTorch (zip), TorchScript, or a Hugging Face folder.";
    }
}
