using System.Text.Json;
using MoTE.Indexing.Search.Tests.Fixtures;

namespace MoTE.Indexing.Search.Tests.Web;

/// <summary>The interface as it is published: a change of it is a change of <c>openapi.approved.json</c> that a reviewer reads.</summary>
public sealed class OpenApiDocumentTests(SiteFixture fixture) : IClassFixture<SiteFixture>
{
    private const string Approved = "openapi.approved.json";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Document_OfThisBuild_IsTheApprovedOne()
    {
        var received = JsonSerializer.Serialize(await fixture.Site.JsonAsync("/openapi/v1.json"), Indented).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("MOTE_RECEIVED_APPROVALS") is { Length: > 0 } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, Approved), received, TestContext.Current.CancellationToken);
        var approved = Path.Combine(AppContext.BaseDirectory, "Approvals", Approved);

        Assert.True(File.Exists(approved), $"'{approved}' is missing; MOTE_RECEIVED_APPROVALS names a folder to write what was received to.");
        Assert.Equal(await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken), received);
    }

    [Fact]
    public async Task Document_EveryOperation_SaysWhatItDoesAndHowItFails()
    {
        var operations = (await fixture.Site.JsonAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).ToList();

        Assert.NotEmpty(operations);
        Assert.All(operations, operation =>
        {
            Assert.EndsWith(".", operation.Value.GetProperty("summary").GetString(), StringComparison.Ordinal);
            Assert.True(operation.Value.GetProperty("responses").TryGetProperty("500", out _));
        });
        Assert.All(
            operations.Where(operation => operation.Value.TryGetProperty("parameters", out _)).SelectMany(operation => operation.Value.GetProperty("parameters").EnumerateArray()),
            parameter => Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
        Assert.Equal(operations.Count, operations.Select(operation => operation.Value.GetProperty("operationId").GetString()).Distinct().Count());
    }
}
