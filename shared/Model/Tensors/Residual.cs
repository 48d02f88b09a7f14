using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tensors;

/// <summary>The residual stream, which stays in single precision.</summary>
internal static class Residual
{
    /// <summary>stream + update. The update is a fresh result that nothing else reads, so its memory is reused where the types allow.</summary>
    public static Tensor Add(Tensor stream, Tensor update) => update.dtype == stream.dtype ? update.add_(stream) : stream.add(update);
}
