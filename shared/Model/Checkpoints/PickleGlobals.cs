using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>
/// The only globals that a checkpoint's pickle may name, and what calling each stands for. Nothing is looked up, loaded or run: every call is one
/// of the cases below, on plain values. (The pickle's <c>REDUCE</c>, sections 11.1 and 11.2.)
/// </summary>
internal static class PickleGlobals
{
    private const string TorchScriptRoot = "__torch__";

    private static readonly Dictionary<string, StoredType> Storages = new(StringComparer.Ordinal)
    {
        ["torch.FloatStorage"] = StoredType.Float32,
        ["torch.HalfStorage"] = StoredType.Float16,
        ["torch.BFloat16Storage"] = StoredType.BFloat16,
        ["torch.DoubleStorage"] = StoredType.Float64,
        ["torch.LongStorage"] = StoredType.Int64,
        ["torch.IntStorage"] = StoredType.Int32,
        ["torch.ShortStorage"] = StoredType.Int16,
        ["torch.CharStorage"] = StoredType.Int8,
        ["torch.ByteStorage"] = StoredType.UInt8,
        ["torch.BoolStorage"] = StoredType.Boolean,
    };

    private static readonly Dictionary<string, Func<object?[], object?>> Calls = new(StringComparer.Ordinal)
    {
        ["collections.OrderedDict"] = Dictionary,
        ["torch._utils._rebuild_tensor"] = Tensor,
        ["torch._utils._rebuild_tensor_v2"] = Tensor,
        ["torch._utils._rebuild_parameter"] = First,
        ["torch._utils._rebuild_parameter_with_state"] = First,
        ["torch.Size"] = First,
        ["torch.device"] = First,
        ["torch.jit._pickle.build_intlist"] = First,
        ["torch.jit._pickle.build_tensorlist"] = First,
        ["torch.jit._pickle.build_doublelist"] = First,
        ["torch.jit._pickle.build_boollist"] = First,
        ["torch.jit._pickle.restore_type_tag"] = First,
    };

    public static bool Allows(PickleGlobal global) =>
        IsModule(global) || Storages.ContainsKey(global.FullName) || Calls.ContainsKey(global.FullName);

    /// <summary>True for a class that a TorchScript archive defines itself.</summary>
    public static bool IsModule(PickleGlobal global) =>
        global.Module == TorchScriptRoot || global.Module.StartsWith(TorchScriptRoot + ".", StringComparison.Ordinal);

    public static bool TryGetStorage(PickleGlobal global, out StoredType type) => Storages.TryGetValue(global.FullName, out type);

    /// <summary>What the call stands for.</summary>
    /// <exception cref="FormatException">The global cannot be called, or not with these arguments.</exception>
    public static object? Call(PickleGlobal global, object?[] arguments) =>
        Calls.TryGetValue(global.FullName, out var call)
            ? call(arguments)
            : throw new FormatException($"calls {Quoted.Name(global.FullName)}, which is no function");

    private static PickleDictionary Dictionary(object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        if (arguments is [])
            return dictionary;
        if (arguments is not [List<object?> pairs])
            throw new FormatException("makes a dictionary of something else");
        foreach (var pair in pairs)
        {
            var (key, value) = pair switch
            {
                object?[] and [var first, var second] => (first, second),
                List<object?> and [var first, var second] => (first, second),
                _ => throw new FormatException("makes a dictionary of something else than pairs"),
            };
            if (!dictionary.TryAdd(key, value))
                throw new FormatException($"names {Quoted.Name((string)key!)} twice in one dictionary");
        }

        return dictionary;
    }

    private static PickleTensor Tensor(object?[] arguments) =>
        arguments is [PickleStorage storage, long offset, object?[] shape, object?[] strides, ..]
            ? new PickleTensor(storage, offset, shape, strides)
            : throw new FormatException("describes a tensor in an unknown way");

    private static object? First(object?[] arguments) =>
        arguments is [var first, ..] ? first : throw new FormatException("leaves out an argument");
}
