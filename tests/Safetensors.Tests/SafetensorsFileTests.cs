using System.Buffers.Binary;
using System.Text;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Safetensors.Tests;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_ReferenceModel_HasNamesShapesAndValues()
    {
        using var file = SafetensorsFile.Open(ReferenceFixtures.Require("tiny-a/clip.safetensors"));

        Assert.Equal(62, file.Tensors.Count);
        Assert.Equal([384L, 128], file.Tensors["transformer.resblocks.1.attn.in_proj_weight"].Shape);
        Assert.Empty(file.Tensors["logit_scale"].Shape);
        Assert.Equal(100.00296, Math.Exp(Assert.Single(file.ReadFloats("logit_scale"))), 1e-3);
        Assert.Empty(file.Metadata);
    }

    [Fact]
    public void Write_ToAStream_IsWhatReadTakesFromMemory()
    {
        using var tensors = new MemoryTensors(new Dictionary<string, string> { ["note"] = "Ålesund" });
        tensors.Add("floats", [2, 2], [1f, -2.5f, float.MaxValue, 0]);
        tensors.Add("integers", [3], [long.MinValue, 0, 7]);
        tensors.Add("none", [0, 4], Array.Empty<float>());
        using var stream = new MemoryStream();

        SafetensorsWriter.Write(stream, "a stream", tensors, cancellationToken: TestContext.Current.CancellationToken);
        using var file = SafetensorsFile.Read("a stream", stream.ToArray());

        Assert.Equal([1f, -2.5f, float.MaxValue, 0], file.ReadFloats("floats"));
        Assert.Equal([long.MinValue, 0, 7], file.ReadIntegers("integers"));
        Assert.Equal([0L, 4], file.Tensors["none"].Shape);
        Assert.Empty(file.ReadFloats("none"));
        Assert.Equal("Ålesund", file.Metadata["note"]);
    }

    [Fact]
    public void Read_CutShort_SaysSoByItsName()
    {
        using var tensors = new MemoryTensors();
        tensors.Add("floats", [4], [1f, 2, 3, 4]);
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, "chunk 7", tensors, cancellationToken: TestContext.Current.CancellationToken);

        var failure = Assert.Throws<CheckpointException>(() => SafetensorsFile.Read("chunk 7", stream.ToArray().AsMemory(0, (int)stream.Length - 1)));

        Assert.StartsWith("chunk 7 is truncated", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ReferenceOutputs_HasMetadataAndIntegers()
    {
        using var file = SafetensorsFile.Open(ReferenceFixtures.Require("tiny-a/golden.safetensors"));

        Assert.Equal("8", file.Metadata["frames"]);
        var tokens = file.ReadIntegers("input.tokens");
        Assert.Equal(9 * 24, tokens.Length);
        Assert.All(tokens, token => Assert.InRange(token, 0, 511));
        Assert.Contains("integer", Assert.Throws<CheckpointException>(() => file.ReadIntegers("input.frames")).Message, StringComparison.Ordinal);
        Assert.Contains("'nothing'", Assert.Throws<CheckpointException>(() => file.ReadFloats("nothing")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EveryType_ReadsBackTheSame()
    {
        using var source = new MemoryTensors(new Dictionary<string, string> { ["kind"] = "a \"test\" é" });
        float[] floats = [0, -0f, 1, -2.5f, 65504, float.NaN, float.PositiveInfinity, 0.0999755859375f];
        foreach (var type in new[] { StoredType.Float64, StoredType.Float32, StoredType.Float16 })
            source.Add($"floats.{type}", [2, 4], floats, type);
        source.Add("floats.BFloat16", [3], [1f, -3.140625f, float.NaN], StoredType.BFloat16);
        source.Add("integers.Int64", [2], [long.MinValue, long.MaxValue]);
        source.Add("integers.Int32", [2], [int.MinValue, int.MaxValue], StoredType.Int32);
        source.Add("integers.Int16", [2], [short.MinValue, short.MaxValue], StoredType.Int16);
        source.Add("integers.Int8", [2], [-128, 127], StoredType.Int8);
        source.Add("integers.UInt8", [2], [0, 255], StoredType.UInt8);
        source.Add("integers.Boolean", [3], [0, 1, 1], StoredType.Boolean);
        source.Add("scalar", [], [4.5f]);
        source.Add("empty", [0, 7], Array.Empty<float>());

        SafetensorsWriter.Write(_folder.File("all"), source, cancellationToken: TestContext.Current.CancellationToken);
        using var file = SafetensorsFile.Open(_folder.File("all"));

        Assert.Equal(source.Metadata, file.Metadata);
        Assert.Equal(source.Tensors.Count, file.Tensors.Count);
        foreach (var tensor in source.Tensors.Values)
        {
            Assert.Equal(tensor.Type, file.Tensors[tensor.Name].Type);
            Assert.Equal(tensor.Shape, file.Tensors[tensor.Name].Shape);
            if (tensor.Type.IsFloatingPoint())
                Assert.Equal(source.ReadFloats(tensor.Name), file.ReadFloats(tensor.Name));
            else
                Assert.Equal(source.ReadIntegers(tensor.Name), file.ReadIntegers(tensor.Name));
        }

        Assert.Equal(["all"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Write_SameTensorsInAnotherOrder_GivesTheSameBytes()
    {
        using var forwards = new MemoryTensors();
        using var backwards = new MemoryTensors();
        forwards.Add("a", [1], [1f]);
        forwards.Add("b", [2], [1L, 2]);
        backwards.Add("b", [2], [1L, 2]);
        backwards.Add("a", [1], [1f]);

        SafetensorsWriter.Write(_folder.File("1"), forwards, cancellationToken: TestContext.Current.CancellationToken);
        SafetensorsWriter.Write(_folder.File("2"), backwards, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(File.ReadAllBytes(_folder.File("1")), File.ReadAllBytes(_folder.File("2")));
    }

    [Fact]
    public void Write_ValueTooLargeForHalf_SaysWhichAndLeavesTheOldFile()
    {
        File.WriteAllText(_folder.File("model"), "old");
        using var source = new MemoryTensors();
        source.Add("weights", [2], [1f, 70000]);

        var failure = Assert.Throws<CheckpointException>(() => SafetensorsWriter.Write(
            _folder.File("model"), source, _ => StoredType.Float16, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("value 1 of tensor 'weights' is too large for Float16", failure.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(_folder.File("model")));
        Assert.Single(Directory.EnumerateFiles(_folder.Path));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "hole before tensor 'b'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "tensor 'a' twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 2, "truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 6, "to no tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}""", 4, "takes 12 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "absurd shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "absurd shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1e99],"data_offsets":[0,4]}}""", 4, "absurd shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", 4, "absurd shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4, "takes 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9223372036854775807]}}""", 4, "takes 4 bytes")]
    [InlineData("""{"a":{"dtype":"Q4","shape":[1],"data_offsets":[0,4]}}""", 4, "type 'Q4'")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "repeated 'dtype'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "lacks")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "Number where String")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "metadata 'a' twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""", 4, "not well-formed JSON")]
    [InlineData("""{"\ud800":{}}""", 0, "not well-formed JSON")]
    [InlineData("""{"a":[[[[[[[[[[[[1]]]]]]]]]]]]}""", 0, "StartArray where StartObject")]
    [InlineData("""[]""", 0, "StartArray where StartObject")]
    [InlineData("""{} {}""", 0, "not well-formed JSON")]
    public void Open_HeaderThatLies_SaysHow(string header, int dataSizeBytes, string expected)
    {
        File.WriteAllBytes(_folder.File("lies"), WithHeader(Encoding.UTF8.GetBytes(header), new byte[dataSizeBytes]));

        var failure = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(_folder.File("lies")));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith(_folder.File("lies"), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(3UL)]
    [InlineData(1UL << 25)]
    [InlineData(ulong.MaxValue)]
    public void Open_HeaderLengthThatLies_Throws(ulong length)
    {
        var bytes = WithHeader("{}"u8.ToArray(), []);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        File.WriteAllBytes(_folder.File("lies"), bytes);

        _ = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(_folder.File("lies")));
    }

    [Fact]
    public void Open_MissingEmptyOrFolder_SaysSo()
    {
        File.WriteAllBytes(_folder.File("empty"), []);

        Assert.Contains("no file", Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(_folder.File("none"))).Message, StringComparison.Ordinal);
        Assert.Contains("too short", Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(_folder.File("empty"))).Message, StringComparison.Ordinal);
        Assert.Contains("folder", Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    private static byte[] WithHeader(byte[] header, byte[] data)
    {
        var bytes = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        data.CopyTo(bytes, 8 + header.Length);
        return bytes;
    }
}
