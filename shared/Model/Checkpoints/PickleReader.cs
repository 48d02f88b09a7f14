using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>
/// Reads the pickle of a checkpoint as data: values, containers, tensors as descriptions. Executes nothing; a global outside
/// <see cref="PickleGlobals"/> ends the reading.
/// </summary>
/// <remarks>
/// Bounded: every value pushed and every memo entry counts against <see cref="MaxValues"/>, and nothing here recurses, so depth costs no stack.
/// </remarks>
internal sealed class PickleReader
{
    /// <summary>Largest pickle read, in bytes. A ViT-L/14 checkpoint with optimizer state has about 300 KB.</summary>
    public const int MaxSizeBytes = 8 << 20;

    /// <summary>Most values and memo entries in one pickle.</summary>
    public const int MaxValues = 2_000_000;

    private readonly string _origin;
    private readonly PickleBytes _bytes;
    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<uint, object?> _memo = [];
    private int _values;

    private PickleReader(string origin, PickleBytes bytes) => (_origin, _bytes) = (origin, bytes);

    /// <summary>The one value that the pickle describes.</summary>
    /// <param name="origin">The file, for sentences.</param>
    /// <param name="bytes">The pickle, at most <see cref="MaxSizeBytes"/>.</param>
    /// <exception cref="CheckpointException">It is damaged, hostile or of a kind that no checkpoint needs.</exception>
    public static object? Read(string origin, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxSizeBytes)
            throw new CheckpointException($"{origin}: its pickle has {bytes.Length} bytes; at most {MaxSizeBytes} are read.");
        var reader = new PickleReader(origin, new PickleBytes(bytes.ToArray()));
        try
        {
            return reader.Run();
        }
        catch (FormatException cause)
        {
            throw new CheckpointException($"{origin}: its pickle {cause.Message}.", cause);
        }
    }

    private object? Run()
    {
        while (true)
        {
            var code = _bytes.Byte();
            switch ((char)code)
            {
                case '\x80': // PROTO
                    if (_bytes.Byte() > 5)
                        throw new FormatException("has an unknown protocol");
                    break;
                case '\x95': // FRAME
                    _ = _bytes.Take(8);
                    break;
                case '.': // STOP
                    return Pop();
                case '(':
                    _marks.Add(_stack.Count);
                    break;
                case '0':
                    _ = Pop();
                    break;
                case '1': // POP_MARK
                    _ = PopToMark();
                    break;
                case '2': // DUP
                    Push(Peek());
                    break;
                case 'N':
                    Push(null);
                    break;
                case '\x88':
                    Push(true);
                    break;
                case '\x89':
                    Push(false);
                    break;
                case 'J':
                    Push((long)_bytes.Int32());
                    break;
                case 'K':
                    Push((long)_bytes.Byte());
                    break;
                case 'M':
                    Push((long)_bytes.UInt16());
                    break;
                case '\x8a': // LONG1
                    Push(_bytes.Long(_bytes.Byte()));
                    break;
                case 'G':
                    Push(_bytes.Double());
                    break;
                case 'X': // BINUNICODE
                    Push(_bytes.Text(_bytes.UInt32()));
                    break;
                case '\x8c': // SHORT_BINUNICODE
                case 'U': // SHORT_BINSTRING
                    Push(_bytes.Text(_bytes.Byte()));
                    break;
                case ')':
                    Push(Array.Empty<object?>());
                    break;
                case 't':
                    Push(PopToMark());
                    break;
                case '\x85':
                    Push(PopMany(1));
                    break;
                case '\x86':
                    Push(PopMany(2));
                    break;
                case '\x87':
                    Push(PopMany(3));
                    break;
                case ']':
                    Push(new List<object?>());
                    break;
                case 'l': // LIST
                    Push(new List<object?>(PopToMark()));
                    break;
                case 'a': // APPEND
                    Extend(PopMany(1));
                    break;
                case 'e': // APPENDS
                    Extend(PopToMark());
                    break;
                case '}':
                    Push(new PickleDictionary());
                    break;
                case 's': // SETITEM
                    Set(PopMany(2));
                    break;
                case 'u': // SETITEMS
                    Set(PopToMark());
                    break;
                case 'q': // BINPUT
                    Put(_bytes.Byte());
                    break;
                case 'r': // LONG_BINPUT
                    Put(_bytes.UInt32());
                    break;
                case '\x94': // MEMOIZE
                    Put((uint)_memo.Count);
                    break;
                case 'h': // BINGET
                    Push(Get(_bytes.Byte()));
                    break;
                case 'j': // LONG_BINGET
                    Push(Get(_bytes.UInt32()));
                    break;
                case 'c': // GLOBAL
                    Push(Global(_bytes.Line(), _bytes.Line()));
                    break;
                case 'i': // INST: a call of a global, of before protocol 2
                    _ = Global(_bytes.Line(), _bytes.Line());
                    throw new FormatException("calls a class in a way that no checkpoint needs");
                case '\x93': // STACK_GLOBAL
                    Push(PopMany(2) is [string module, string name]
                        ? Global(module, name)
                        : throw new FormatException("names a global by something else than text"));
                    break;
                case 'R':
                    Push(Reduce(PopMany(2)));
                    break;
                case '\x81': // NEWOBJ
                    Push(PopMany(2) is [PickleGlobal type, object?[]] && PickleGlobals.IsModule(type)
                        ? new PickleObject()
                        : throw new FormatException("makes an object that is no TorchScript module"));
                    break;
                case 'b':
                    Build(Pop());
                    break;
                case 'Q': // BINPERSID
                    Push(Storage(Pop()));
                    break;
                default:
                    throw new FormatException($"has the instruction 0x{code:x2} at byte {_bytes.Position - 1}, which no checkpoint needs");
            }
        }
    }

    private static object? Reduce(object?[] call) =>
        call is [PickleGlobal global, object?[] arguments]
            ? PickleGlobals.Call(global, arguments)
            : throw new FormatException("calls something that is no function");

    private static PickleStorage Storage(object? id) =>
        id is object?[] and ["storage", PickleGlobal type, string key, string, long count, ..]
        && PickleGlobals.TryGetStorage(type, out var stored) && count >= 0
            ? new PickleStorage(stored, key, count)
            : throw new FormatException("refers to a storage in an unknown way");

    private PickleGlobal Global(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        return PickleGlobals.Allows(global)
            ? global
            : throw new CheckpointException(
                $"{_origin} is refused: its pickle names {Quoted.Name(global.FullName)}, which no checkpoint needs and which could run code; nothing was run.");
    }

    private void Build(object? state)
    {
        switch (Peek())
        {
            case PickleDictionary: // the _metadata attribute of a state dict
                break;
            case PickleObject { Attributes: null } made when state is PickleDictionary attributes:
                made.Attributes = attributes;
                break;
            default:
                throw new FormatException("fills an object in an unknown way");
        }
    }

    private void Extend(object?[] items)
    {
        if (Peek() is not List<object?> list)
            throw new FormatException("appends to something that is no list");
        list.AddRange(items);
    }

    private void Set(object?[] items)
    {
        if (Peek() is not PickleDictionary dictionary || items.Length % 2 != 0)
            throw new FormatException("sets an item of something that is no dictionary");
        for (var i = 0; i < items.Length; i += 2)
        {
            if (!dictionary.TryAdd(items[i], items[i + 1]))
                throw new FormatException($"names {Quoted.Name((string)items[i]!)} twice in one dictionary");
        }
    }

    private void Push(object? value)
    {
        Count();
        _stack.Add(value);
    }

    private void Put(uint key)
    {
        Count();
        _memo[key] = Peek();
    }

    private object? Get(uint key) => _memo.TryGetValue(key, out var value) ? value : throw new FormatException("recalls a value that it never kept");

    private void Count()
    {
        if (++_values > MaxValues)
            throw new FormatException($"has more than {MaxValues} values");
    }

    private object? Peek() => _stack.Count > Floor ? _stack[^1] : throw new FormatException("takes a value where none is");

    private object? Pop() => PopMany(1)[0];

    private object?[] PopMany(int count)
    {
        if (_stack.Count - Floor < count)
            throw new FormatException("takes a value where none is");
        return Take(_stack.Count - count);
    }

    private object?[] PopToMark()
    {
        if (_marks.Count == 0)
            throw new FormatException("closes what it never opened");
        var mark = Floor;
        _marks.RemoveAt(_marks.Count - 1);
        return Take(mark);
    }

    private object?[] Take(int from)
    {
        var taken = _stack.GetRange(from, _stack.Count - from).ToArray();
        _stack.RemoveRange(from, taken.Length);
        return taken;
    }

    private int Floor => _marks.Count == 0 ? 0 : _marks[^1];
}
