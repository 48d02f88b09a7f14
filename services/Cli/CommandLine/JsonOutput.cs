using System.Text.Encodings.Web;
using System.Text.Json;

namespace MoTE.Indexing.Cli.CommandLine;

/// <summary>How every <c>--json</c> output is written: camel case, one line, letters of every language as they are.</summary>
internal static class JsonOutput
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
