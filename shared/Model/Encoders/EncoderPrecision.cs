namespace MoTE.Indexing.Model.Encoders;

/// <summary>Number type of the matrix products; everything else is single precision.</summary>
public enum EncoderPrecision
{
    /// <summary>Single precision: the reference.</summary>
    Fp32,

    /// <summary>bfloat16 products, faster where the hardware has them; accumulation, residual stream and normalisation stay in single precision.</summary>
    Bf16,
}
