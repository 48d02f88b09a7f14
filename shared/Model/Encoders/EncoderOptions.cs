using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.Model.Tensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Encoders;

/// <summary>Where and how an encoder computes.</summary>
public sealed record EncoderOptions
{
    /// <summary><c>auto</c> (CUDA when there is one), <c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Number type of the matrix products.</summary>
    public EncoderPrecision Precision { get; init; } = EncoderPrecision.Fp32;

    /// <summary>Frames or texts that go through a tower at once, at least 1; bounds memory, changes no result.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>How samples become values.</summary>
    public PixelNormalization Normalization { get; init; } = PixelNormalization.Clip;

    /// <summary>The device and number type to use on this machine.</summary>
    /// <exception cref="UserErrorException">The device is unknown or not there.</exception>
    internal TensorPlacement Place()
    {
        var hasCuda = cuda.is_available();
        var device = Device switch
        {
            "auto" => hasCuda ? CUDA : CPU,
            "cpu" => CPU,
            "cuda" when hasCuda => CUDA,
            "cuda" => throw new UserErrorException("Device 'cuda' was asked for, but no CUDA device is usable here; 'cpu' works everywhere."),
            _ => throw new UserErrorException($"Device '{Device}' is unknown; expected 'auto', 'cpu' or 'cuda'."),
        };
        var inBfloat16 = Precision == EncoderPrecision.Bf16 || (Precision == EncoderPrecision.Auto && Bfloat16Hardware.IsThere(device));
        return new TensorPlacement(device, inBfloat16 ? ScalarType.BFloat16 : ScalarType.Float32);
    }
}
