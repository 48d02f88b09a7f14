using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Checkpoints;

public sealed class TorchZipFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, "little")]
    [InlineData(true, "little")]
    [InlineData(false, "big")]
    public void Open_StateDict_HonoursOffsetsStridesAndByteOrder(bool isZip64, string byteOrder)
    {
        using var file = TorchZipFile.Open(Write(TinyFiles.StateDict(isZip64, byteOrder)));

        Assert.Equal(["matrix", "numbers", "repeated", "scalar", "slice", "transposed"], file.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(TinyFiles.Ramp(12), file.ReadFloats("matrix"));
        Assert.Equal([0, 1, 2, 0.25f, 1.25f, 2.25f, 0.5f, 1.5f, 2.5f, 0.75f, 1.75f, 2.75f], file.ReadFloats("transposed"));
        Assert.Equal([1.25f, 1.75f, 2.25f, 2.75f], file.ReadFloats("slice"));
        Assert.Equal(Enumerable.Repeat(0.75f, 10), file.ReadFloats("repeated"));
        Assert.Equal([1.5f], file.ReadFloats("scalar"));
        Assert.Equal(StoredType.Float16, file.Tensors["scalar"].Type);
        Assert.Equal([-7, 1L << 40], file.ReadIntegers("numbers"));
    }

    [Fact]
    public void Open_TorchScript_FlattensModulesWithoutBookkeeping()
    {
        using var file = TorchZipFile.Open(Write(TinyFiles.TorchScript()));

        Assert.Equal(["text_projection", "visual.proj"], file.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([1, 3, 2, 4], file.ReadFloats("visual.proj"));
    }

    [Fact]
    public void Open_MoteCheckpoint_KeepsTheDictionariesApart()
    {
        using var checkpoint = MoteCheckpoint.Open(Write(TinyFiles.MoteCheckpoint()));
        using var both = TorchZipFile.Open(Write(TinyFiles.MoteCheckpoint()));

        Assert.Equal(["logit_scale", "visual.proj"], checkpoint.Vision.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(7, checkpoint.TemporalHead.Tensors.Count);
        Assert.Equal([1, 2], checkpoint.TemporalHead.ReadFloats("transformer.resblocks.0.mlp.fc_up.0.weight"));
        Assert.Equal(29, checkpoint.Epoch);
        Assert.True(checkpoint.HasOptimizerState);
        Assert.Equal(ClassFeatures.Present, checkpoint.ClassFeatures);
        Assert.Equal(9, both.Tensors.Count);
        Assert.Contains("fusion_model_state_dict.module.spe_cls_feature", both.Tensors.Keys);
    }

    [Fact]
    public void ClassFeatures_AbsentOrZero_IsReported()
    {
        using var absent = MoteCheckpoint.Open(Write(TinyFiles.MoteCheckpoint(hasClassFeatures: false)));
        using var zero = MoteCheckpoint.Open(Write(TinyFiles.MoteCheckpoint(classFeature: 0)));

        Assert.Equal(ClassFeatures.Absent, absent.ClassFeatures);
        Assert.Equal(ClassFeatures.Zero, zero.ClassFeatures);
    }

    [Fact]
    public void Open_MoteCheckpointThatIsNone_SaysSo()
    {
        Fails("no MoTE checkpoint", () => MoteCheckpoint.Open(Write(TinyFiles.StateDict())));
        Fails("lacks the dictionary fusion_model_state_dict", () => MoteCheckpoint.Open(Write(TinyFiles.Archive(
            new PickleBuilder().Code('}').Text("model_state_dict").Code('}').Text("logit_scale").Tensor("FloatStorage", "0", 1, 0, [], []).Code('s').Code('s').Build(),
            TinyFiles.Floats(1)))));
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch._utils", "_rebuild_tensor_v2; import os")]
    public void Open_PickleThatNamesAnotherGlobal_NamesItAndRunsNothing(string module, string name)
    {
        var call = new PickleBuilder().Global(module, name).Text($"touch {_folder.File("ran")}").Code(0x85).Code('R').Build();

        Fails($"'{module}.{name}'", () => CheckpointReader.Open(Write(TinyFiles.Archive(call))));
        Fails($"'{module}.{name}'", () => CheckpointReader.Open(Write(call)));
        Fails($"'{module}.{name}'", () => CheckpointReader.Open(Write(TinyFiles.Archive(
            new PickleBuilder().Text(module).Text(name).Code(0x93).Text("x").Code(0x85).Code('R').Build()))));
        Assert.False(File.Exists(_folder.File("ran")));
    }

    [Fact]
    public void Open_ProtocolZeroPickle_NamesTheGlobal() =>
        Fails("'posix.system'", () => CheckpointReader.Open(Write("cposix\nsystem\n(S'true'\ntR."u8.ToArray())));

    [Fact]
    public void Open_TensorOutsideItsStorage_SaysSo()
    {
        Fails("reaches outside", OpenOne(0, [3, 5], [4, 1]));
        Fails("reaches outside", OpenOne(1, [3, 4], [4, 1]));
        Fails("reaches outside", OpenOne(-1, [2], [1]));
        Fails("reaches outside", OpenOne(0, [2], [-1]));
        Fails("reaches outside", OpenOne(long.MaxValue, [2], [long.MaxValue]));
        Fails("absurd shape", OpenOne(0, [1L << 20, 1L << 20], [0, 0]));
        Fails("absurd shape", OpenOne(0, [1L << 20], [0]));
        Fails("absurd shape", OpenOne(0, [-1], [1]));
        Fails("absurd shape", OpenOne(0, [2, 2], [1]));
        Fails("absurd shape", OpenOne(0, [1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1]));
        Fails("claims 13 Float32 values", OpenOne(0, [2], [1], count: 13));
        Fails("storage '7' of tensor 'a' is missing", OpenOne(0, [2], [1], key: "7"));
        Fails("storage '../../etc/passwd' of tensor 'a' is missing", OpenOne(0, [2], [1], key: "../../etc/passwd"));
    }

    [Fact]
    public void Open_DuplicateTensors_NamesThem()
    {
        Fails("names 'a' twice", () => Open(new PickleBuilder().Code('}').Code('(')
            .Text("a").Tensor("FloatStorage", "0", 12, 0, [1], [1]).Text("a").Tensor("FloatStorage", "0", 12, 0, [2], [1]).Code('u').Build()));
        Fails("'a' twice, with and without 'module.'", () => Open(new PickleBuilder().Code('}').Code('(')
            .Text("a").Tensor("FloatStorage", "0", 12, 0, [1], [1]).Text("module.a").Tensor("FloatStorage", "0", 12, 0, [2], [1]).Code('u').Build()));
        Fails("names tensor 'a.b' twice", () => Open(new PickleBuilder().Code('}').Code('(')
            .Text("a.b").Tensor("FloatStorage", "0", 12, 0, [1], [1])
            .Text("a").Code('}').Text("b").Tensor("FloatStorage", "0", 12, 0, [1], [1]).Code('s').Code('u').Build()));
    }

    [Fact]
    public void Open_PickleOfAnotherKind_SaysWhat()
    {
        Fails("no named tensors", () => Open(new PickleBuilder().Code('}').Build()));
        Fails("single tensor", () => Open(new PickleBuilder().Tensor("FloatStorage", "0", 12, 0, [2], [1]).Build()));
        Fails("holds a list", () => Open(new PickleBuilder().Code(']').Build()));
        Fails("takes a value where none is", () => Open(new PickleBuilder().Build()));
        Fails("ends early", () => Open([0x80, 2, (byte)'X', 255, 255, 255, 255]));
        Fails("never kept", () => Open(new PickleBuilder().Get(4).Build()));
        Fails("never opened", () => Open(new PickleBuilder().Code('t').Build()));
        Fails("instruction 0x", () => Open(new PickleBuilder().Code(0xfe).Build()));
        Fails("no function", () => Open(new PickleBuilder().Global("torch", "FloatStorage").Code(')').Code('R').Build()));
        Fails("no TorchScript module", () => Open(new PickleBuilder().Global("collections", "OrderedDict").Code(')').Code(0x81).Build()));
    }

    [Fact]
    public void Open_BombsOfNestingAndSharing_EndInASentence()
    {
        // A dictionary that holds itself; one hundred thousand nested tuples; a doubling chain of shared dictionaries (2^40 paths); too many values.
        Fails("nests too deep", () => Open(new PickleBuilder().Code('}').Put(0).Text("a").Get(0).Code('s').Build()));

        var tuples = new PickleBuilder().Code(')');
        for (var i = 0; i < 100_000; i++)
            tuples.Code(0x85);
        Fails("holds a list", () => Open(tuples.Build()));

        var dictionaries = new PickleBuilder().Code('}').Put(0);
        for (uint i = 0; i < 40; i++)
            dictionaries.Code('}').Code('(').Text("l").Get(i).Text("r").Get(i).Code('u').Put(i + 1);
        Fails("nests too deep or names too much", () => Open(dictionaries.Build()));

        var shallow = new PickleBuilder().Code('}').Put(0);
        for (uint i = 0; i < 25; i++)
            shallow.Code('}').Code('(').Text("l").Get(i).Text("r").Get(i).Code('u').Put(i + 1);
        Fails("names too much", () => Open(shallow.Build()));

        Fails("more than 2000000 values", () => Open([0x80, 2, .. Enumerable.Repeat((byte)')', PickleTooMany)]));
    }

    [Fact]
    public void Open_ZipThatLies_SaysHow()
    {
        var pickle = new PickleBuilder().Code('}').Text("a").Tensor("FloatStorage", "0", 2, 0, [2], [1]).Code('s').Build();
        var values = TinyFiles.Floats(1, 2);

        Fails("compressed", () => Open(new ZipBuilder().Add("x/data.pkl", pickle).Add("x/data/0", values, method: 8)));
        Fails("compressed", () => Open(new ZipBuilder().Add("x/data.pkl", pickle, method: 8).Add("x/data/0", values)));
        Fails("overlaps", () => Open(new ZipBuilder().Add("x/data.pkl", pickle).Add("x/data/0", values, claimedSize: 1 << 20)));
        Fails("overlaps", () => Open(new ZipBuilder { IsZip64 = true }.Add("x/data.pkl", pickle).Add("x/data/0", values, claimedSize: long.MaxValue)));
        Fails("negative", () => Open(new ZipBuilder { IsZip64 = true }.Add("x/data.pkl", pickle).Add("x/data/0", values, claimedSize: -8)));
        Fails("not where the zip directory says", () => Open(new ZipBuilder().Add("x/data.pkl", pickle).Add("x/data/0", values, localOffset: 0)));
        Fails("truncated", () => Open(new ZipBuilder().Add("x/data.pkl", pickle).Add("x/data/0", values, localOffset: 1 << 30)));
        Fails("twice", () => Open(new ZipBuilder().Add("x/data.pkl", pickle).Add("x/data/0", values).Add("x/data/0", values)));
        Fails("no data.pkl", () => Open(new ZipBuilder().Add("x/other.pkl", pickle)));
        Fails("more than one data.pkl", () => Open(new ZipBuilder().Add("x/data.pkl", pickle).Add("y/data.pkl", pickle)));
        Fails("byteorder", () => Open(new ZipBuilder().Add("x/data.pkl", pickle).Add("x/data/0", values).Add("x/byteorder", "middle"u8.ToArray())));
        var whole = new ZipBuilder().Add("x/data.pkl", pickle).Add("x/data/0", values).Build();
        Fails("truncated", () => CheckpointReader.Open(Write(whole[..^1])));
        Fails("truncated", () => CheckpointReader.Open(Write(whole[..(whole.Length / 2)])));
    }

    private const int PickleTooMany = 2_000_001;

    private static void Fails(string expected, Func<IDisposable> open)
    {
        var failure = Assert.Throws<CheckpointException>(() => open().Dispose());
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
    }

    private Func<IDisposable> OpenOne(long offset, long[] shape, long[] strides, long count = 12, string key = "0") =>
        () => Open(new PickleBuilder().Code('}').Text("a").Tensor("FloatStorage", key, count, offset, shape, strides).Code('s').Build());

    private ITensorSource Open(byte[] pickle) => CheckpointReader.Open(Write(TinyFiles.Archive(pickle, TinyFiles.Floats(TinyFiles.Ramp(12)))));

    private ITensorSource Open(ZipBuilder zip) => CheckpointReader.Open(Write(zip.Build()));

    private string Write(byte[] bytes)
    {
        var path = _folder.File($"{Guid.NewGuid():N}.any");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
