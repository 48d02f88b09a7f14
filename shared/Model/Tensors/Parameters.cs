using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tensors;

/// <summary>Makes parameters that no dispose scope owns: their module disposes them.</summary>
internal static class Parameters
{
    /// <summary>A trainable parameter whose values are undefined until loaded or initialised.</summary>
    public static Parameter Empty(Device device, ScalarType type, params long[] shape)
    {
        var parameter = new Parameter(empty(shape, dtype: type, device: device));
        return (Parameter)parameter.DetachFromDisposeScope();
    }

    /// <summary>A single-precision trainable parameter.</summary>
    public static Parameter Empty(Device device, params long[] shape) => Empty(device, ScalarType.Float32, shape);
}
