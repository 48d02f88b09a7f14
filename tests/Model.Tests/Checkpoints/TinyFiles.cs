using System.Runtime.InteropServices;
using System.Text;

namespace MoTE.Indexing.Model.Tests.Checkpoints;

/// <summary>PyTorch files of a few kilobytes, made here: small enough to mutate thousands of times, and always there.</summary>
internal static class TinyFiles
{
    public static byte[] Floats(params float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();

    public static byte[] Halves(params float[] values) => MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, value => (Half)value)).ToArray();

    public static float[] Ramp(int count, float start = 0) => [.. Enumerable.Range(0, count).Select(i => start + (i * 0.25f))];

    /// <summary>An archive around a pickle, with storages "0", "1", ...</summary>
    public static byte[] Archive(byte[] pickle, params byte[][] storages) => Archive(false, "little", pickle, storages);

    public static byte[] Archive(bool isZip64, string byteOrder, byte[] pickle, params byte[][] storages)
    {
        var zip = new ZipBuilder { IsZip64 = isZip64 }.Add("some name/data.pkl", pickle).Add("some name/byteorder", Encoding.ASCII.GetBytes(byteOrder));
        for (var i = 0; i < storages.Length; i++)
            zip.Add($"some name/data/{i}", storages[i]);
        return zip.Add("some name/version", "3\n"u8.ToArray()).Add("some name/.data/serialization_id", "1234"u8.ToArray()).Build();
    }

    /// <summary>A state dict with <c>_metadata</c>: one matrix, its transposed view, a strided slice, a repeated value, and integers.</summary>
    public static byte[] StateDict(bool isZip64 = false, string byteOrder = "little") => Archive(
        isZip64,
        byteOrder,
        new PickleBuilder().Global("collections", "OrderedDict").Code(')').Code('R').Put(0).Code('(')
            .Text("matrix").Tensor("FloatStorage", "0", 12, 0, [3, 4], [4, 1])
            .Text("transposed").Tensor("FloatStorage", "0", 12, 0, [4, 3], [1, 4])
            .Text("slice").Tensor("FloatStorage", "0", 12, 5, [2, 2], [4, 2])
            .Text("repeated").Tensor("FloatStorage", "0", 12, 3, [2, 5], [0, 0])
            .Text("scalar").Tensor("HalfStorage", "1", 1, 0, [], [])
            .Text("numbers").Tensor("LongStorage", "2", 2, 0, [2], [1])
            .Code('u').Code('}').Text("_metadata").Code('}').Code('s').Code('b').Build(),
        Ordered(byteOrder, 4, Floats(Ramp(12))),
        Ordered(byteOrder, 2, Halves(1.5f)),
        Ordered(byteOrder, 8, MemoryMarshal.AsBytes<long>([-7L, 1L << 40]).ToArray()));

    /// <summary>A MoTE checkpoint in data-parallel style: one temporal block of two experts, optimizer state whose storage is absent.</summary>
    public static byte[] MoteCheckpoint(float classFeature = 0.5f, bool hasClassFeatures = true) => MoteCheckpoint(MotePickle(hasClassFeatures), classFeature);

    /// <summary>The same archive around a pickle that may have been changed.</summary>
    public static byte[] MoteCheckpoint(byte[] pickle, float classFeature = 0.5f) =>
        Archive(pickle, Floats(4.6f), Floats(Ramp(4)), Floats(classFeature, 0), Floats(0, 0), Halves(1, 2), Halves(3, 5));

    public static byte[] MotePickle(bool hasClassFeatures = true)
    {
        var pickle = new PickleBuilder().Code('}').Code('(').Text("epoch").Int(29)
            .Text("model_state_dict").Global("collections", "OrderedDict").Code(')').Code('R').Code('(')
            .Text("module.logit_scale").Tensor("FloatStorage", "0", 1, 0, [], [])
            .Text("module.visual.proj").Tensor("FloatStorage", "1", 4, 0, [2, 2], [2, 1]).Code('u')
            .Text("fusion_model_state_dict").Global("collections", "OrderedDict").Code(')').Code('R').Code('(');
        if (hasClassFeatures)
            pickle.Text("module.spe_cls_feature").Tensor("FloatStorage", "2", 2, 0, [1, 2], [2, 1]);
        pickle.Text("module.frame_position_embeddings.weight").Tensor("FloatStorage", "1", 4, 0, [2, 2], [2, 1])
            .Text("module.transformer.resblocks.0.mlp.mote_fusion_weight").Tensor("FloatStorage", "3", 2, 0, [2], [1]);
        foreach (var (part, storage) in new[] { ("fc_up.0", "4"), ("fc_up.1", "5"), ("fc_dn.0", "5"), ("fc_dn.1", "4") })
            pickle.Text($"module.transformer.resblocks.0.mlp.{part}.weight").Tensor("HalfStorage", storage, 2, 0, [2], [1]);
        pickle.Code('u').Text("optimizer_state_dict").Code('}').Code('(')
            .Text("state").Code('}').Code('(').Int(0).Code('}').Text("exp_avg").Tensor("FloatStorage", "99", 1 << 30, 0, [1 << 30], [1]).Code('s').Code('u')
            .Text("param_groups").Code(']').Code('u').Code('u');
        return pickle.Build();
    }

    /// <summary>A TorchScript archive: a tree of two modules, bookkeeping entries, compressed code that is not read.</summary>
    public static byte[] TorchScript() => TorchScript(ScriptPickle());

    /// <summary>The same archive around a pickle that may have been changed.</summary>
    public static byte[] TorchScript(byte[] pickle) =>
        new ZipBuilder().Add("x/version", "2"u8.ToArray()).Add("x/data.pkl", pickle).Add("x/code/__torch__.py", [1, 2, 3], method: 8, claimedSize: 3)
            .Add("x/data/0", Halves(1, 2, 3, 4)).Add("x/data/1", new byte[8]).Add("x/constants.pkl", new PickleBuilder().Code(')').Build()).Build();

    public static byte[] ScriptPickle() =>
        new PickleBuilder()
            .Global("__torch__", "Multimodal").Code(')').Code(0x81).Code('}').Code('(')
            .Text("training").Code(0x89)
            .Text("input_resolution").Tensor("LongStorage", "1", 1, 0, [], [])
            .Text("text_projection").Tensor("HalfStorage", "0", 4, 0, [2, 2], [2, 1])
            .Text("visual").Global("__torch__.multimodal.___torch_mangle_1", "VisualTransformer").Code(')').Code(0x81).Code('}').Code('(')
            .Text("proj").Tensor("HalfStorage", "0", 4, 0, [2, 2], [1, 2]).Text("_is_full_backward_hook").Code('N').Code('u').Code('b')
            .Code('u').Code('b').Build();

    /// <summary>Values big-endian where the archive says so.</summary>
    private static byte[] Ordered(string byteOrder, int size, byte[] values)
    {
        for (var at = 0; byteOrder == "big" && at < values.Length; at += size)
            Array.Reverse(values, at, size);
        return values;
    }
}
