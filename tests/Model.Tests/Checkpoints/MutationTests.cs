using System.Buffers.Binary;
using System.Text;
using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Checkpoints;

/// <summary>Damaged files of every format either open and read, or fail with a <see cref="CheckpointException"/>, in bounded memory. Seeded.</summary>
public sealed class MutationTests : IDisposable
{
    /// <summary>What opening may allocate beside what is in proportion to the file.</summary>
    private const long FixedBytes = 4 << 20;

    /// <summary>Of the small safetensors file: 6 x 4, 3 x 2, 2 x 2, 8 and 4 bytes.</summary>
    private const int SafetensorsDataBytes = 46;

    private readonly TemporaryFolder _folder = new();
    private int _opened;
    private int _refused;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int> SmallFiles => new()
    {
        { "state dict", 500 },
        { "state dict, zip64", 300 },
        { "MoTE checkpoint", 500 },
        { "TorchScript", 400 },
        { "safetensors", 600 },
        { "pickle of a MoTE checkpoint", 1000 },
        { "pickle of a TorchScript archive", 600 },
        { "header of a safetensors file", 600 },
        { "Hugging Face folder", 400 },
        { "Hugging Face configuration", 200 },
    };

    [Theory]
    [MemberData(nameof(SmallFiles))]
    public void Open_MutatedSmallFile_OpensOrRefuses(string format, int count)
    {
        var random = new Random(20_240 + format.Length);
        var mutated = _folder.File("mutated");
        var original = Make(format, ref mutated);
        Func<byte[], byte[]> wrap = format switch
        {
            "pickle of a MoTE checkpoint" => pickle => TinyFiles.MoteCheckpoint(pickle),
            "pickle of a TorchScript archive" => TinyFiles.TorchScript,
            "header of a safetensors file" => header => [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[SafetensorsDataBytes]],
            _ => bytes => bytes,
        };
        for (var i = 0; i < count; i++)
        {
            File.WriteAllBytes(mutated, wrap(Mutate(original, random)));
            OpenAndRead(format.StartsWith("Hugging", StringComparison.Ordinal) ? _folder.Path : mutated, Math.Max(original.Length * 2, 4096), $"{format}, mutation {i}");
        }

        TestContext.Current.SendDiagnosticMessage($"{format}: {_opened} opened, {_refused} refused");
        Assert.Equal(count, _opened + _refused);
        Assert.True(_opened > 0 && _refused > count / 10, $"{_opened} opened, {_refused} refused: the mutations do not bite.");
    }

    [Theory]
    [InlineData("tiny-a/clip.safetensors")]
    [InlineData("tiny-a/clip_state_dict.pt")]
    [InlineData("tiny-a/clip_torchscript.pt")]
    [InlineData("tiny-a/mote_checkpoint.pt")]
    [InlineData("tiny-a/mote_checkpoint_ddp_fp16.pt")]
    [InlineData("tiny-mlp/temporal_head.safetensors")]
    public void Open_MutatedReferenceFile_OpensOrRefuses(string name)
    {
        const int Count = 40;
        var original = File.ReadAllBytes(ReferenceFixtures.Require(name));
        var random = new Random(7);
        for (var i = 0; i < Count; i++)
        {
            File.WriteAllBytes(_folder.File("mutated"), Mutate(original, random));
            OpenAndRead(_folder.File("mutated"), original.Length, $"{name}, mutation {i}");
        }

        Assert.Equal(Count, _opened + _refused);
    }

    private static void ReadAll(ITensorSource source)
    {
        foreach (var tensor in source.Tensors.Values)
        {
            var count = tensor.Type.IsFloatingPoint() ? source.ReadFloats(tensor.Name).Length : source.ReadIntegers(tensor.Name).Length;
            Assert.Equal(tensor.Count, count);
        }
    }

    private void OpenAndRead(string path, long sizeBytes, string label)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using (var source = CheckpointReader.Open(path))
                ReadAll(source);
            if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().IndexOf("fusion_model_state_dict"u8) >= 0)
            {
                using var checkpoint = MoteCheckpoint.Open(path);
                ReadAll(checkpoint.Vision);
                using var merged = MergedExperts.Create(checkpoint.TemporalHead);
                ReadAll(merged);
                _ = checkpoint.ClassFeatures;
            }

            _opened++;
        }
        catch (CheckpointException)
        {
            _refused++;
        }
        catch (Exception other) when (other is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{label}: {other}");
        }

        // One value per stored byte as 64 bits, read twice, is the most that an honest file of small integers takes; views may share storages.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= FixedBytes + (32 * sizeBytes), $"{label}: {allocated} bytes allocated for a file of {sizeBytes}.");
    }

    private byte[] Make(string format, ref string mutated)
    {
        switch (format)
        {
            case "state dict":
                return TinyFiles.StateDict();
            case "state dict, zip64":
                return TinyFiles.StateDict(isZip64: true);
            case "MoTE checkpoint":
                return TinyFiles.MoteCheckpoint();
            case "TorchScript":
                return TinyFiles.TorchScript();
            case "pickle of a MoTE checkpoint":
                return TinyFiles.MotePickle();
            case "pickle of a TorchScript archive":
                return TinyFiles.ScriptPickle();
            case "header of a safetensors file":
            case "safetensors":
                using (var source = new MemoryTensors(new Dictionary<string, string> { ["format"] = "pt" }))
                {
                    source.Add("a.weight", [2, 3], TinyFiles.Ramp(6));
                    source.Add("a.bias", [3], TinyFiles.Ramp(3), StoredType.Float16);
                    source.Add("b", [2], TinyFiles.Ramp(2), StoredType.BFloat16);
                    source.Add("c", [], [1L]);
                    source.Add("d", [2, 2], [1L, 0, 1, 0], StoredType.Boolean);
                    SafetensorsWriter.Write(mutated, source, cancellationToken: TestContext.Current.CancellationToken);
                }

                var whole = File.ReadAllBytes(mutated);
                Assert.Equal(SafetensorsDataBytes, whole.Length - 8 - BitConverter.ToInt64(whole));
                return format == "safetensors" ? whole : whole[8..^SafetensorsDataBytes];
            default:
                WriteHuggingFace();
                mutated = _folder.File(format.EndsWith("folder", StringComparison.Ordinal) ? "model.safetensors" : "config.json");
                return File.ReadAllBytes(mutated);
        }
    }

    private void WriteHuggingFace()
    {
        using var source = new MemoryTensors();
        source.Add("logit_scale", [], [1f]);
        source.Add("visual_projection.weight", [2, 3], TinyFiles.Ramp(6));
        source.Add("vision_model.embeddings.class_embedding", [2], TinyFiles.Ramp(2));
        foreach (var part in new[] { "q", "k", "v" })
            source.Add($"text_model.encoder.layers.0.self_attn.{part}_proj.weight", [2, 2], TinyFiles.Ramp(4));
        SafetensorsWriter.Write(_folder.File("model.safetensors"), source, cancellationToken: TestContext.Current.CancellationToken);
        File.WriteAllText(_folder.File("config.json"), """
            {"model_type":"clip","text_config":{"eos_token_id":2,"hidden_act":"gelu","num_attention_heads":1,"num_hidden_layers":1},
             "vision_config":{"hidden_act":"gelu","num_attention_heads":1,"num_hidden_layers":0}}
            """);
    }

    /// <summary>One to three of: a flipped bit, an overwritten byte, a cut, a removed, doubled or moved stretch, a huge number, a digit of a header.</summary>
    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        for (var left = random.Next(1, 3); left > 0 && bytes.Length > 16; left--)
        {
            var at = Place(bytes, random);
            var length = random.Next(1, Math.Min(64, bytes.Length - at) + 1);
            switch (random.Next(12))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes = bytes[..at];
                    break;
                case 3:
                    bytes = [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)];
                    break;
                case 4:
                    bytes = [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at, length), .. bytes.AsSpan(at)];
                    break;
                case 5:
                    var from = Place(bytes, random);
                    bytes.AsSpan(from, Math.Min(length, bytes.Length - from)).ToArray().AsSpan(0, Math.Min(length, bytes.Length - Math.Max(from, at))).CopyTo(bytes.AsSpan(at));
                    break;
                case 6 when at <= bytes.Length - 8:
                    BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), random.Next(4) switch { 0 => long.MaxValue, 1 => -1, 2 => 1L << random.Next(63), _ => int.MaxValue });
                    break;
                default:
                    EditNumber(bytes, at, random);
                    break;
            }
        }

        return bytes;
    }

    /// <summary>Half of the time in the first or last kilobytes, where headers and directories are.</summary>
    private static int Place(byte[] bytes, Random random) => random.Next(4) switch
    {
        0 => random.Next(Math.Min(bytes.Length, 4096)),
        1 => bytes.Length - 1 - random.Next(Math.Min(bytes.Length, 4096)),
        _ => random.Next(bytes.Length),
    };

    /// <summary>Changes the next decimal digit at or after a place: lengths, shapes and offsets of JSON headers.</summary>
    private static void EditNumber(byte[] bytes, int at, Random random)
    {
        var digit = bytes.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (digit >= 0)
            bytes[at + digit] = Encoding.ASCII.GetBytes("0123456789-eE.]}\"")[random.Next(17)];
    }
}
