using TorchSharp;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tensors;

/// <summary>
/// Arithmetic with numbers that lives through garbage collections. TorchSharp turns a number into a <see cref="Scalar"/> whose memory its finaliser
/// frees; nothing keeps an implicitly made one alive during the native call, so a collection at that moment frees it in use (decision 0011).
/// Here each is held until the call has returned.
/// </summary>
internal static class ScalarArithmetic
{
    /// <summary>tensor × factor.</summary>
    public static Tensor Times(this Tensor tensor, double factor)
    {
        using Scalar scalar = factor;
        return tensor.mul(scalar);
    }

    /// <summary>tensor × factor, in place.</summary>
    public static Tensor TimesInPlace(this Tensor tensor, double factor)
    {
        using Scalar scalar = factor;
        return tensor.mul_(scalar);
    }

    /// <summary>tensor + number.</summary>
    public static Tensor Plus(this Tensor tensor, double number)
    {
        using Scalar scalar = number;
        using Scalar one = 1;
        return tensor.add(scalar, one);
    }

    /// <summary>tensor + number, in place.</summary>
    public static Tensor PlusInPlace(this Tensor tensor, double number)
    {
        using Scalar scalar = number;
        using Scalar one = 1;
        return tensor.add_(scalar, one);
    }

    /// <summary>tensor + factor × other.</summary>
    public static Tensor PlusTimes(this Tensor tensor, Tensor other, double factor)
    {
        using Scalar scalar = factor;
        return tensor.add(other, scalar);
    }

    /// <summary>tensor + factor × other, in place.</summary>
    public static Tensor PlusTimesInPlace(this Tensor tensor, Tensor other, double factor)
    {
        using Scalar scalar = factor;
        return tensor.add_(other, scalar);
    }

    /// <summary>tensor + factor × a × b, in place.</summary>
    public static Tensor PlusProductInPlace(this Tensor tensor, Tensor a, Tensor b, double factor)
    {
        using Scalar scalar = factor;
        return tensor.addcmul_(a, b, scalar);
    }

    /// <summary>tensor + factor × a / b, in place.</summary>
    public static Tensor PlusQuotientInPlace(this Tensor tensor, Tensor a, Tensor b, double factor)
    {
        using Scalar scalar = factor;
        return tensor.addcdiv_(a, b, scalar);
    }

    /// <summary>Sets every value.</summary>
    public static void SetAll(this Tensor tensor, double number)
    {
        using Scalar scalar = number;
        _ = tensor.fill_(scalar);
    }

    /// <summary>The value of a tensor with one element.</summary>
    public static float Value(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float32).cpu().data<float>()[0];
    }
}
