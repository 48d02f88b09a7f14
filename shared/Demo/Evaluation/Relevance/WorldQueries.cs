using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Evaluation.Relevance;

/// <summary>Short phrases as people type them, in the usual words of the world.</summary>
internal static class WorldQueries
{
    private static readonly MotionPair[] WithProps = [.. Enum.GetValues<MotionPair>().Where(pair => Lexicon.PropOf(pair) is not null)];
    private static readonly int[] SeveralCounts = [2, 3];
    private static readonly ObjectColor[] Colors = Enum.GetValues<ObjectColor>();

    public static IReadOnlyList<WorldQuery> All { get; } =
    [
        .. Happenings(), .. Subjects(), .. Clothes(), .. Drinks(), .. Things(), .. ColorWords(), .. Backgrounds(), .. Shapes(), .. ColoredShapes(), .. ColoredThings(), .. Counts(),
    ];

    /// <summary>Pairs of phrases, by their places in <see cref="All"/>: what is wanted, and what is not.</summary>
    public static IReadOnlyList<(string Wanted, string Unwanted, IReadOnlyList<(int Wanted, int Unwanted)> Pairs)> Exclusions { get; } =
    [
        Exclusion("person", "a person in a red shirt", text => text == "person", text => text.EndsWith(" shirt", StringComparison.Ordinal)),
        Exclusion("glass", "a glass with a red drink", text => text == "glass", text => text.EndsWith(" drink", StringComparison.Ordinal)),
        Exclusion("person", "a person sitting down", text => text == "person", IsAction),
        Exclusion("a person sitting down", "a person in a red shirt", IsAction, text => text.EndsWith(" shirt", StringComparison.Ordinal)),
        Exclusion("a person in a red shirt", "a person sitting down", text => text.EndsWith(" shirt", StringComparison.Ordinal), IsAction),
    ];

    private static (string, string, IReadOnlyList<(int, int)>) Exclusion(string wantedExample, string unwantedExample, Func<string, bool> isWanted, Func<string, bool> isUnwanted) => (
        wantedExample,
        unwantedExample,
        [.. Places(isWanted).SelectMany(wanted => Places(isUnwanted).Select(unwanted => (wanted, unwanted)))]);

    private static IEnumerable<int> Places(Func<string, bool> passes) => Enumerable.Range(0, All.Count).Where(place => passes(All[place].Text));

    private static bool IsAction(string text) => text.StartsWith("a person ", StringComparison.Ordinal) && !text.EndsWith(" shirt", StringComparison.Ordinal);

    private static IEnumerable<WorldQuery> Happenings() =>
        TemporalClass.All.Select(happening => new WorldQuery("what happens", Lexicon.NameOf(happening), Is(Fact.Event, happening.Index)))
            .Concat(TemporalClass.All.Where(happening => SceneSampler.KindOf(happening.Pair) == SubjectKind.Person)
                .Select(happening => new WorldQuery("what happens", $"a person {Lexicon.NameOf(happening)}", Is(Fact.Event, happening.Index))));

    private static IEnumerable<WorldQuery> Subjects() =>
    [
        new("person, glass", "person", Is(Fact.Kind, (int)SubjectKind.Person)),
        new("person, glass", "glass", Is(Fact.Kind, (int)SubjectKind.Glass)),
    ];

    private static IEnumerable<WorldQuery> Clothes() => Colors.Select(color => new WorldQuery("a person in a red shirt", $"a person in {Phrase(color, "shirt")}", Is(Fact.Shirt, (int)color)));

    private static IEnumerable<WorldQuery> Drinks() => Colors.Select(color => new WorldQuery("a glass with a red drink", $"a glass with {Phrase(color, "drink")}", Is(Fact.Drink, (int)color)));

    private static IEnumerable<WorldQuery> Things() => WithProps.Select(pair => new WorldQuery("chair, door", Lexicon.PropOf(pair)!, facts => PropIs(facts, pair)));

    private static IEnumerable<WorldQuery> ColorWords() => Colors.Select(color => new WorldQuery("red, blue", Lexicon.Of(color)[0], facts =>
        facts[Fact.Color] == (int)color || facts[Fact.Shirt] == (int)color || facts[Fact.Trousers] == (int)color || facts[Fact.Drink] == (int)color || PropIs(facts, color)));

    private static IEnumerable<WorldQuery> Backgrounds() =>
        Enum.GetValues<BackgroundTexture>().Select(texture => new WorldQuery("a striped background", Phrase(Lexicon.Of(texture)[0], "background"), Is(Fact.Texture, (int)texture)))
            .Concat(Enum.GetValues<BackgroundColor>().Select(color => new WorldQuery("a striped background", Phrase(Lexicon.Of(color)[0], "background"), Is(Fact.Wall, (int)color))));

    private static IEnumerable<WorldQuery> Shapes() => Enum.GetValues<ObjectShape>().Select(shape => new WorldQuery("circle, star", Lexicon.Of(shape)[0], Is(Fact.Shape, (int)shape)));

    private static IEnumerable<WorldQuery> ColoredShapes() => Enum.GetValues<ObjectShape>().SelectMany(shape => Colors.Select(color => new WorldQuery(
        "a red circle", Phrase(color, Lexicon.Of(shape)[0]), facts => facts[Fact.Shape] == (int)shape && facts[Fact.Color] == (int)color)));

    private static IEnumerable<WorldQuery> ColoredThings() => WithProps.SelectMany(pair => Colors.Select(color => new WorldQuery(
        "a red chair", Phrase(color, Lexicon.PropOf(pair)!), facts => PropIs(facts, pair) && PropIs(facts, color))));

    private static IEnumerable<WorldQuery> Counts() => Enum.GetValues<ObjectShape>().SelectMany(shape => SeveralCounts.Select(count => new WorldQuery(
        "two circles", $"{Lexicon.Number(count)} {Plural(Lexicon.Of(shape)[0])}", facts => facts[Fact.Shape] == (int)shape && facts[Fact.Count] == count)));

    private static Func<Facts, bool> Is(Fact fact, int value) => facts => facts[fact] == value;

    private static bool PropIs(Facts facts, MotionPair pair) => facts.Has(Fact.Prop) && facts[Fact.Prop] / Colors.Length == (int)pair;

    private static bool PropIs(Facts facts, ObjectColor color) => facts.Has(Fact.Prop) && facts[Fact.Prop] % Colors.Length == (int)color;

    private static string Plural(string noun) => noun + (noun.EndsWith("ss", StringComparison.Ordinal) ? "es" : "s");

    private static string Phrase(ObjectColor color, string noun) => Phrase(Lexicon.Of(color)[0], noun);

    private static string Phrase(string adjective, string noun) => $"{Lexicon.Article(adjective)} {adjective} {noun}";
}
