using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Tensors;

namespace MoTE.Indexing.Model.Tests.Clip;

public sealed class StateDictTests
{
    [Theory]
    [InlineData("ViT-B-32", 302, 87_849_216, 63_428_096, 151_277_313)]
    [InlineData("ViT-B-16", 302, 86_192_640, 63_428_096, 149_620_737)]
    [InlineData("ViT-L-14", 446, 303_966_208, 123_650_304, 427_616_513)]
    public void ClipModel_OfAPublishedVariant_HasThePublishedKeysAndSizes(string variant, int tensors, long vision, long text, long total)
    {
        var configuration = variant switch
        {
            "ViT-B-32" => ClipConfiguration.VitB32,
            "ViT-B-16" => ClipConfiguration.VitB16,
            _ => ClipConfiguration.VitL14,
        };
        using var model = new ClipModel(configuration, TensorPlacement.Meta);

        Assert.Equal(tensors, model.NamedParameters.Count);
        Assert.Equal(vision, model.Vision.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(text, model.Text.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(total, model.NamedParameters.Values.Sum(parameter => parameter.numel()));
        Approve(variant, model.NamedParameters.Select(entry => (entry.Key, entry.Value.shape)));
    }

    [Theory]
    [InlineData("head-B-16", 102, 37_845_504, 12_648_960)]
    [InlineData("head-L-14", 152, 127_590_144, 42_586_368)]
    public void TemporalHead_OfAPublishedVariant_HasThePublishedKeysAndSizes(string variant, int tensors, long trainable, long merged)
    {
        var configuration = variant == "head-B-16" ? TemporalConfiguration.VitB16 : TemporalConfiguration.VitL14;
        using var head = new TemporalHead(configuration, TensorPlacement.Meta);
        using var plain = new TemporalHead(configuration.Merged, TensorPlacement.Meta);

        Assert.Equal(tensors, head.state_dict().Count);
        Assert.Equal(trainable, head.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(merged, plain.parameters().Sum(parameter => parameter.numel()));
        Approve(variant, head.state_dict().Select(entry => (entry.Key, entry.Value.shape)));
    }

    private static void Approve(string name, IEnumerable<(string Key, long[] Shape)> tensors)
    {
        var lines = tensors.Select(entry => $"{entry.Key} [{string.Join(", ", entry.Shape)}]").Order(StringComparer.Ordinal).ToList();
        var approved = Path.Combine(AppContext.BaseDirectory, "Approvals", $"{name}.approved.txt");
        if (Environment.GetEnvironmentVariable("MOTE_RECEIVED_APPROVALS") is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, $"{name}.approved.txt"), string.Join('\n', lines) + "\n");
        Assert.True(File.Exists(approved), $"'{approved}' is missing; MOTE_RECEIVED_APPROVALS names a folder to write what was received to.");
        Assert.Equal(File.ReadAllLines(approved), lines);
    }
}
