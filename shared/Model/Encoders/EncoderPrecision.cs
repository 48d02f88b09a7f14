namespace MoTE.Indexing.Model.Encoders;

/// <summary>Number type of the matrix products; everything else is single precision.</summary>
public enum EncoderPrecision
{
    /// <summary>Single precision: the reference.</summary>
    Fp32,

    /// <summary>
    /// bfloat16 products; accumulation, residual stream and normalisation stay in single precision. Faster where the hardware multiplies bfloat16 (CUDA,
    /// processors with AVX512-BF16), many times slower on other processors.
    /// </summary>
    Bf16,

    /// <summary><see cref="Bf16"/> where the hardware multiplies bfloat16, else <see cref="Fp32"/>.</summary>
    Auto,
}
