using System.Text;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Artifacts.Tests;

public sealed class ChunkArtifactFileTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var chunk = Chunk(Examples.Segments(1, 3)) with { Remark = "Only the first 3 s of 5 s decode.", ModelName = "démo" };

        var read = ChunkArtifactFile.Read("a chunk", ChunkArtifactFile.Write(chunk));

        Assert.Equivalent(chunk, read, strict: true);
    }

    [Fact]
    public void Read_NoSegments_IsTheSame()
    {
        var chunk = Chunk([]);

        Assert.Equivalent(chunk, ChunkArtifactFile.Read("a chunk", ChunkArtifactFile.Write(chunk)), strict: true);
    }

    [Fact]
    public void Read_PlainClip_HasNeitherClassesNorFit()
    {
        var segment = Examples.Segments(1, 1)[0];
        var chunk = Chunk([segment with { View = segment.View with { NearestClasses = [] }, Fit = ArchiveFit.None }]);

        var read = ChunkArtifactFile.Read("a chunk", ChunkArtifactFile.Write(chunk));

        Assert.Equivalent(chunk, read, strict: true);
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes() =>
        Assert.Equal(ChunkArtifactFile.Write(Chunk(Examples.Segments(1, 2))).ToArray(), ChunkArtifactFile.Write(Chunk(Examples.Segments(1, 2))).ToArray());

    [Fact]
    public void Write_Any_IsASafetensorsFileWithDocumentedTensors()
    {
        using var file = SafetensorsFile.Read("a chunk", ChunkArtifactFile.Write(Chunk(Examples.Segments(1, 3))));

        Assert.Equal(
            ["fit_logits", "fit_similarities", "nearest_classes", "segments", "spatial", "temporal"], file.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([3L, 6], file.Tensors["segments"].Shape);
        Assert.Equal([3L, Examples.Width], file.Tensors["spatial"].Shape);
        Assert.Equal([1, 10_000, 20_000, 250, 499, 1], file.ReadIntegers("segments")[6..12]);
    }

    [Fact]
    public void Read_OtherFile_SaysWhatItIsNot()
    {
        using var tensors = new MemoryTensors(new Dictionary<string, string> { ["format"] = "pt" });
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, "x", tensors, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("format is 'pt'", Assert.Throws<CheckpointException>(() => ChunkArtifactFile.Read("chunk-0001", stream.ToArray())).Message, StringComparison.Ordinal);
        Assert.StartsWith("chunk-0001", Assert.Throws<CheckpointException>(() => ChunkArtifactFile.Read("chunk-0001", Encoding.UTF8.GetBytes("no tensors"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TensorOfAnotherLength_SaysWhich()
    {
        using var tensors = new MemoryTensors(new Dictionary<string, string> { ["format"] = "mote-chunk-1", ["video_id"] = Examples.Id(1).Value });
        tensors.Add("segments", [2, 6], new long[12]);
        tensors.Add("spatial", [1, 4], new float[4]);
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, "x", tensors, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("'spatial'", Assert.Throws<CheckpointException>(() => ChunkArtifactFile.Read("a chunk", stream.ToArray())).Message, StringComparison.Ordinal);
    }

    private static ChunkArtifact Chunk(EmbeddedSegment[] segments) => new()
    {
        VideoId = Examples.Id(1),
        ModelFingerprint = Examples.Model,
        Chunk = 2,
        ChunkCount = 5,
        Segments = segments,
        Shots = [.. segments.Select((_, i) => i)],
        Cut = "0123456789abcdef",
        Carry = """{"FirstFrame":750}""",
    };
}
