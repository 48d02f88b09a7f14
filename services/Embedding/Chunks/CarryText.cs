using System.Text.Json;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Embedding.Chunks;

/// <summary>A carry as the text that messages and artifacts hold.</summary>
internal static class CarryText
{
    public static string Write(ChunkCarry carry) => JsonSerializer.Serialize(carry);

    /// <summary>Reads a carry; the start of the video when there is none.</summary>
    public static ChunkCarry Read(string? text) => text is null
        ? ChunkCarry.Start
        : JsonSerializer.Deserialize<ChunkCarry>(text) ?? throw new JsonException("A carry is never null.");
}
