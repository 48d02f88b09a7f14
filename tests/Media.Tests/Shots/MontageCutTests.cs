using System.Text.Json;
using MoTE.Indexing.Media.Shots;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests.Shots;

/// <summary>Real clips, and montages of them, have the cuts that are known of them and no others.</summary>
public sealed class MontageCutTests
{
    [Fact]
    public async Task Montage_HardCuts_AreToldAtTheExactFrame()
    {
        var expected = Transitions("montage/montage_cuts.json", "firstFrameOfNewShot").Select(frames => new ShotCut(frames[0], CutKind.Hard));
        Assert.Equal(expected, await CutsAsync("montage/montage_cuts.mp4"));
    }

    [Fact]
    public async Task Montage_Dissolves_AreToldOnceInsideEach()
    {
        var expected = Transitions("montage/montage_dissolves.json", "fadeFirstFrame", "fadeLastFrame");
        var cuts = await CutsAsync("montage/montage_dissolves.mp4");
        Assert.Equal(expected.Count, cuts.Count);
        Assert.All(cuts.Zip(expected), pair => Assert.InRange(pair.First.Frame, pair.Second[0], pair.Second[1]));
    }

    // First and last frame of each transition, by eye; where they are the same, the frame is exact.
    [Fact]
    public async Task Trailer_EveryCut_IsToldOnce()
    {
        (int First, int Last)[] expected =
        [
            (15, 45), (118, 140), (216, 225), (276, 295), (334, 334), (396, 396), (404, 404), (421, 445), (516, 540),
            (571, 571), (621, 621), (658, 658), (676, 690), (765, 778), (828, 870), (963, 1012), (1131, 1140), (1163, 1163),
        ];
        var cuts = await CutsAsync("sintel_trailer.mp4");
        Assert.Equal(expected.Length, cuts.Count);
        Assert.All(cuts.Zip(expected), pair => Assert.InRange(pair.First.Frame, pair.Second.First, pair.Second.Last));
    }

    [Theory]
    [InlineData("space_telescope.mp4", 132, 152)]
    [InlineData("space_telescope.mp4", 202, 202)]
    [InlineData("bunny_intro.webm", 283, 283)]
    [InlineData("bunny_intro.webm", 376, 376)]
    [InlineData("bunny_intro.webm", 551, 551)]
    public async Task Clip_KnownCut_IsTold(string name, int first, int last) =>
        Assert.Contains(await CutsAsync(name), cut => cut.Frame >= first && cut.Frame <= last);

    [Theory]
    [InlineData("black_swan.mp4")]
    [InlineData("bottles_on_table.mp4")]
    [InlineData("bunny_skipping.webm")]
    [InlineData("cars_from_above.mp4")]
    [InlineData("cup_shuffle.mp4")]
    [InlineData("dog_treat_plaza.mp4")]
    [InlineData("football_juggling.mp4")]
    [InlineData("kids_jumping_bed.mp4")]
    [InlineData("letter_blocks.mp4")]
    [InlineData("people_at_table.mp4")]
    [InlineData("pouring_coffee.mp4")]
    [InlineData("sign_bird.mkv")]
    [InlineData("sign_book.mkv")]
    [InlineData("sign_eat.mkv")]
    [InlineData("sign_night.mkv")]
    [InlineData("sign_thanks.mkv")]
    [InlineData("sign_walk.mkv")]
    public async Task Clip_OneShot_HasNoCut(string name) => Assert.Empty(await CutsAsync(name));

    private static async Task<IReadOnlyList<ShotCut>> CutsAsync(string name) =>
        DetectedCuts.Of((await TestClips.DecodeAsync(ReferenceMedia.Require(name), new DecodeRequest { ShortSide = 224 })).Select(frame => (frame.Image, frame.Time)));

    private static List<int[]> Transitions(string name, params string[] members)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(ReferenceMedia.Require(name)));
        return [.. json.RootElement.GetProperty("transitions").EnumerateArray().Select(transition => Array.ConvertAll(members, member => transition.GetProperty(member).GetInt32()))];
    }
}
