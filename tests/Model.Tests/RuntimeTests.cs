using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tests;

public sealed class RuntimeTests
{
    [Fact]
    public void NativeLibrary_Loads_AndMultiplies()
    {
        using var scope = NewDisposeScope();
        var product = eye(3).matmul(ones(3, 2));
        Assert.Equal(6, product.sum().item<float>());
    }
}
