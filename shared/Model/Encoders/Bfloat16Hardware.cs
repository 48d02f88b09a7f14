using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Encoders;

/// <summary>Whether matrix products in bfloat16 run in hardware.</summary>
internal static class Bfloat16Hardware
{
    /// <summary>CUDA devices do (compute capability 8 and later); processors do with AVX512-BF16, which CPUID leaf 7.1 tells in bit 5 of EAX.</summary>
    public static bool IsThere(Device device) => device.type == DeviceType.CUDA || (device.type == DeviceType.CPU && HasAvx512Bfloat16());

    private static bool HasAvx512Bfloat16() =>
        X86Base.IsSupported && Avx512F.IsSupported && X86Base.CpuId(7, 0).Eax >= 1 && (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0;
}
