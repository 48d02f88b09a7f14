using System.Text;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.World.Captions;

/// <summary>Writes sentences about scenes: which facts it mentions, in which words and order, is drawn at random.</summary>
internal sealed class CaptionWriter
{
    private static readonly string[] Openers = ["", "", "", "a photo of ", "a picture of ", "a video of ", "there is "];

    private readonly Random _random;

    public CaptionWriter(Random random) => _random = random;

    /// <summary>A caption of a still or of a whole video.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="facts">What is true of it; an event among them is always mentioned.</param>
    public Caption Write(Scene scene, Facts facts)
    {
        var chosen = new List<Fact>();
        var happening = facts.Has(Fact.Event) ? EventPhrase(scene, facts, chosen) : null;
        if (happening is not null && Chance(0.12))
        {
            return new Caption(Opened(happening), facts.Claim(chosen));   // the bare class name in some words
        }

        var text = new StringBuilder(SubjectPhrase(scene, facts, chosen));
        if (happening is null && facts.Has(Fact.State) && Chance(0.75))
        {
            chosen.Add(Fact.State);
            var states = Lexicon.StatesOf(scene.Layout)!.Value;
            text.Append(' ').Append(WithProp(Any(facts[Fact.State] % 2 == 0 ? states.Low : states.High), scene, chosen));
        }

        if (happening is null && facts.Has(Fact.PlaceX) && facts.Has(Fact.PlaceY) && Chance(0.4))
        {
            chosen.AddRange([Fact.PlaceX, Fact.PlaceY]);
            text.Append(' ').Append(PlacePhrase((Place)facts[Fact.PlaceX], (Place)facts[Fact.PlaceY]));
        }
        else if (happening is null && facts.Has(Fact.PlaceX) && facts[Fact.PlaceX] != (int)Place.Middle && Chance(0.3))
        {
            chosen.Add(Fact.PlaceX);
            text.Append(facts[Fact.PlaceX] == (int)Place.Low ? " on the left" : " on the right");
        }

        var wall = Chance(0.55) ? " " + WallPhrase(facts, chosen) : "";
        if (happening is null)
        {
            text.Append(wall);
        }
        else if (Chance(0.5))
        {
            text.Append(' ').Append(happening).Append(wall);
        }
        else
        {
            text.Append(wall).Append(Chance(0.5) ? " is " : " ").Append(happening);
        }

        return new Caption(Opened(text.ToString()), facts.Claim(chosen));
    }

    /// <summary>A phrase as people type one into a search: what happens, the subject, or what is behind it, seldom more.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="facts">What is true of it.</param>
    public Caption WritePhrase(Scene scene, Facts facts)
    {
        var chosen = new List<Fact>();
        var phrases = new List<Func<string>> { () => SubjectPhrase(scene, facts, chosen), () => Wall(facts, chosen) };
        if (facts.Has(Fact.Event))
        {
            phrases.Add(() => EventPhrase(scene, facts, chosen));
            phrases.Add(() => $"{SubjectPhrase(scene, facts, chosen)} {EventPhrase(scene, facts, chosen)}");
        }

        if (facts.Has(Fact.Prop))
        {
            phrases.Add(() =>
            {
                chosen.Add(Fact.Prop);
                return PropPhrase(scene);
            });
        }

        return new Caption(Any(phrases)(), facts.Claim(chosen));
    }

    /// <summary>The full static description used to tell clips of a gallery apart: everything that does not change while the video runs.</summary>
    public static string Describe(Scene scene)
    {
        var wall = $"{Lexicon.Of(scene.Texture)[0]} {Lexicon.Of(scene.Wall)[0]} background";
        var subject = scene.Kind switch
        {
            SubjectKind.Objects => Noun(scene, scene.Layout == MotionPair.Resize ? "" : Lexicon.Of(scene.Size)[0], Lexicon.Of(scene.Color)[0], Lexicon.Of(scene.Shape)[0], scene.Count),
            SubjectKind.Person => $"a person in {Phrase(Lexicon.Of(scene.Color)[0], "shirt")} and {Lexicon.Of(scene.SecondColor)[0]} trousers"
                + (Lexicon.PropOf(scene.Layout) is { } prop ? $" with {Phrase(Lexicon.Of(scene.PropColor)[0], prop)}" : ""),
            _ => $"a glass with a {Lexicon.Of(scene.Color)[0]} drink",
        };
        return $"{subject} on {Lexicon.Article(wall)} {wall}";
    }

    private string EventPhrase(Scene scene, Facts facts, List<Fact> chosen)
    {
        chosen.Add(Fact.Event);
        if (facts[Fact.Event] < Facts.OrderBase)
        {
            return WithProp(Any(Lexicon.Of(scene.Class!.Value)), scene, chosen);
        }

        var (first, second) = (Any(Lexicon.Of(scene.Order!.Value.First)), Any(Lexicon.Of(scene.Order!.Value.Second)));
        return _random.Next(5) switch
        {
            0 => $"first {first}, then {second}",
            1 => $"{first} and then {second}",
            2 => $"{second} after {first}",
            3 => $"{first} before {second}",
            _ => $"{first} then {second}",
        };
    }

    private string SubjectPhrase(Scene scene, Facts facts, List<Fact> chosen) => scene.Kind switch
    {
        SubjectKind.Objects => ObjectPhrase(scene, facts, chosen),
        SubjectKind.Person => PersonPhrase(scene, facts, chosen),
        _ => GlassPhrase(facts, chosen),
    };

    private string ObjectPhrase(Scene scene, Facts facts, List<Fact> chosen)
    {
        chosen.Add(Fact.Kind);
        if (!facts.Has(Fact.Shape))
        {
            return scene.PhaseOf(MotionPair.Curtain, 0.5) is null ? "something" : "a stage";
        }

        if (scene.Count == 1 && Chance(0.08))
        {
            return Any(["an object", "something", "a thing"]);
        }

        chosen.AddRange([Fact.Shape, Fact.Count]);
        var color = Say(facts, Fact.Color, 0.85, chosen) ? Any(Lexicon.Of(scene.Color)) : "";
        var size = Say(facts, Fact.Size, facts[Fact.Size] == (int)ObjectSize.Medium ? 0.25 : 0.6, chosen) ? Any(Lexicon.Of((ObjectSize)facts[Fact.Size])) : "";
        return Noun(scene, size, color, Any(Lexicon.Of(scene.Shape)), scene.Count);
    }

    private string PersonPhrase(Scene scene, Facts facts, List<Fact> chosen)
    {
        chosen.Add(Fact.Kind);
        var person = Any(Lexicon.People);
        if (!Say(facts, Fact.Shirt, 0.7, chosen))
        {
            return person;
        }

        var clothes = Phrase(Any(Lexicon.Of(scene.Color)), Any(["shirt", "shirt", "sweater"]));
        if (Say(facts, Fact.Trousers, 0.6, chosen))
        {
            clothes += $" and {Any(Lexicon.Of(scene.SecondColor))} {Any(["trousers", "pants"])}";
        }

        return $"{person} {Any(["in", "wearing"])} {clothes}" + (Say(facts, Fact.Prop, 0.2, chosen) ? $" with {PropPhrase(scene)}" : "");
    }

    private string GlassPhrase(Facts facts, List<Fact> chosen)
    {
        chosen.Add(Fact.Kind);
        return Any(["a glass", "a drinking glass"])
            + (Say(facts, Fact.Drink, 0.75, chosen) ? $" {Any(["with", "of"])} {Phrase(Any(Lexicon.Of((ObjectColor)facts[Fact.Drink])), Any(["drink", "juice"]))}" : "");
    }

    private string WallPhrase(Facts facts, List<Fact> chosen)
    {
        var wall = Wall(facts, chosen);
        return $"{Any(["on", "against", "in front of"])} {wall}";
    }

    private string Wall(Facts facts, List<Fact> chosen)
    {
        var texture = Say(facts, Fact.Texture, 0.75, chosen) ? Any(Lexicon.Of((BackgroundTexture)facts[Fact.Texture])) + " " : "";
        var color = texture.Length == 0 || Chance(0.75) ? Any(Lexicon.Of((BackgroundColor)facts[Fact.Wall])) + " " : "";
        if (color.Length > 0)
        {
            chosen.Add(Fact.Wall);
        }

        var wall = $"{texture}{color}{Any(["background", "background", "wall"])}";
        return $"{Lexicon.Article(wall)} {wall}";
    }

    private string PlacePhrase(Place x, Place y) => (x, y) switch
    {
        (Place.Middle, Place.Middle) => Any(["in the middle", "in the centre"]),
        (Place.Middle, _) => y == Place.High ? Any(["at the top", "near the top"]) : Any(["at the bottom", "near the bottom"]),
        (_, Place.Middle) => x == Place.Low ? Any(["on the left", "at the left edge"]) : Any(["on the right", "at the right edge"]),
        _ => $"{Any(["in", "at"])} the {(y == Place.High ? "top" : "bottom")} {(x == Place.Low ? "left" : "right")}" + (Chance(0.4) ? " corner" : ""),
    };

    private string WithProp(string phrase, Scene scene, List<Fact> chosen)
    {
        if (!phrase.Contains("{}", StringComparison.Ordinal))
        {
            return phrase;
        }

        var colored = Chance(0.6);
        if (colored)
        {
            chosen.Add(Fact.Prop);
        }

        var prop = Lexicon.PropOf(scene.Layout)!;
        return phrase.Replace("{}", colored ? PropPhrase(scene) : $"{Lexicon.Article(prop)} {prop}", StringComparison.Ordinal);
    }

    private string PropPhrase(Scene scene) => Phrase(Any(Lexicon.Of(scene.PropColor)), Lexicon.PropOf(scene.Layout)!);

    private static string Phrase(string adjective, string noun) => $"{Lexicon.Article(adjective)} {adjective} {noun}";

    private static string Noun(Scene scene, string size, string color, string shape, int count)
    {
        var words = string.Join(' ', new[] { size, color, shape }.Where(word => word.Length > 0));
        return count == 1
            ? $"{Lexicon.Article(words)} {words}"
            : $"{Lexicon.Number(count)} {words}{(shape.EndsWith("ss", StringComparison.Ordinal) ? "es" : "s")}";
    }

    private string Opened(string text)
    {
        var opener = Any(Openers);
        return (opener.Length > 0 && text.StartsWith("the ", StringComparison.Ordinal) ? "" : opener) + text + (Chance(0.3) ? "." : "");
    }

    private bool Say(Facts facts, Fact fact, double share, List<Fact> chosen)
    {
        if (!facts.Has(fact) || !Chance(share))
        {
            return false;
        }

        chosen.Add(fact);
        return true;
    }

    private bool Chance(double share) => _random.NextDouble() < share;

    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}
