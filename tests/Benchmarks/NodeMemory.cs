using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace MoTE.Indexing.Benchmarks;

/// <summary>Memory of a node of Elasticsearch on this machine.</summary>
internal static class NodeMemory
{
    private const double Kibibytes = 1024;
    private const double Bytes = 1024 * 1024;

    /// <summary>What it tells of its heap, and what Linux tells of its process: pages of its own, and pages of files that it has mapped and read.</summary>
    public static async Task<string> ReadAsync(HttpClient http)
    {
        var node = (await http.GetFromJsonAsync<JsonElement>("/_nodes/_local/stats/jvm")).GetProperty("nodes").EnumerateObject().Single().Value.GetProperty("jvm");
        var process = (await http.GetFromJsonAsync<JsonElement>("/_nodes/_local/process")).GetProperty("nodes").EnumerateObject().Single().Value.GetProperty("process").GetProperty("id").GetInt32();
        var (heap, buffers) = (node.GetProperty("mem"), node.GetProperty("buffer_pools"));
        var pages = (await File.ReadAllLinesAsync($"/proc/{process}/status")).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"memory, MiB: heap {Part(heap, "heap_used_in_bytes")} used of {Part(heap, "heap_max_in_bytes")}, {Part(heap, "non_heap_used_in_bytes")} of the Java machine beside it, direct buffers {Part(buffers.GetProperty("direct"), "used_in_bytes")}, mapped files {Part(buffers.GetProperty("mapped"), "used_in_bytes")}; resident: its own {Resident("RssAnon")}, of files {Resident("RssFile")}");

        static string Part(JsonElement holder, string name) => (holder.GetProperty(name).GetInt64() / Bytes).ToString("0", CultureInfo.InvariantCulture);

        string Resident(string name) => (double.Parse(pages[name].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / Kibibytes).ToString("0", CultureInfo.InvariantCulture);
    }
}
