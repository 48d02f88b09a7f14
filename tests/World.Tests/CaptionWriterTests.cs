using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.World.Tests;

public sealed class CaptionWriterTests
{
    [Fact]
    public void Write_AnyScene_ClaimsOnlyWhatIsTrueOfIt()
    {
        var random = new Random(11);
        var sampler = new SceneSampler(random);
        var writer = new CaptionWriter(random);
        for (var i = 0; i < 2000; i++)
        {
            var scene = (i % 3) switch
            {
                0 => sampler.Still(),
                1 => sampler.Moving(TemporalClass.All[random.Next(TemporalClass.All.Count)]),
                _ => sampler.Ordered(EventOrder.All[random.Next(EventOrder.All.Count)]),
            };
            var facts = Facts.Of(scene, random.NextDouble(), happening: i % 3 > 0);

            var caption = writer.Write(scene, facts);

            Assert.True(caption.Claims.HoldFor(facts), caption.Text);
            Assert.DoesNotContain("{}", caption.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("  ", caption.Text, StringComparison.Ordinal);
            Assert.Equal(caption.Text.Trim(), caption.Text);
        }
    }

    [Fact]
    public void Write_EventScene_AlwaysNamesTheEvent()
    {
        var random = new Random(12);
        var sampler = new SceneSampler(random);
        var writer = new CaptionWriter(random);
        foreach (var temporalClass in TemporalClass.All)
        {
            var scene = sampler.Moving(temporalClass);
            var reversed = Facts.Of(scene with { Events = [scene.Events[0] with { Class = temporalClass.Reversed }] }, 0.4, happening: true);
            Assert.False(writer.Write(scene, Facts.Of(scene, 0.4, happening: true)).Claims.HoldFor(reversed));
        }
    }

    [Fact]
    public void NamesOfClasses_AreDifferent()
    {
        var names = TemporalClass.All.Select(Lexicon.NameOf).Concat(EventOrder.All.Select(Lexicon.NameOf)).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void Describe_KnownScene_SaysWhatIsThere()
    {
        var scene = new SceneSampler(new Random(1)).StillObjects() with
        {
            Shape = ObjectShape.Cross, Color = ObjectColor.Orange, Count = 2, Size = ObjectSize.Small, Texture = BackgroundTexture.Dotted, Wall = BackgroundColor.Teal,
        };
        Assert.Equal("two small orange crosses on a dotted teal background", CaptionWriter.Describe(scene));
    }
}
