using System.Text.Json;
using System.Text.Json.Serialization;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>How a server's answers are read: what has no default must be there.</summary>
internal static class ServerJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}
