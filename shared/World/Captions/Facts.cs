using MoTE.Indexing.World.Rendering;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.World.Captions;

/// <summary>A number per <see cref="Fact"/>: of a picture, what is true of it; of a caption, what it claims.</summary>
/// <remarks>Knowing both, training can tell which captions of a batch are true of which pictures, instead of taking only its own caption as true.</remarks>
internal sealed class Facts
{
    /// <summary>In a caption: nothing is claimed.</summary>
    public const int Open = -1;

    /// <summary>In a picture: nothing that a caption could claim is true.</summary>
    public const int None = -2;

    /// <summary>First number of the two-event orders under <see cref="Fact.Event"/>; below are the classes.</summary>
    public const int OrderBase = 1000;

    private readonly int[] _values = new int[Enum.GetValues<Fact>().Length];

    private Facts(int fill) => Array.Fill(_values, fill);

    public int this[Fact fact]
    {
        get => _values[(int)fact];
        private set => _values[(int)fact] = value;
    }

    /// <summary>Whether everything that this caption claims is true of a picture.</summary>
    public bool HoldFor(Facts picture)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (_values[i] != Open && _values[i] != picture._values[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A caption's claims, chosen among what is true of a picture.</summary>
    public Facts Claim(IEnumerable<Fact> chosen)
    {
        var claims = new Facts(Open);
        foreach (var fact in chosen)
        {
            claims[fact] = this[fact];
        }

        return claims;
    }

    public bool Has(Fact fact) => this[fact] >= 0;

    /// <summary>What is true of a scene at a moment.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="time">The moment; 0 to 1.</param>
    /// <param name="happening">Whether what happens is to be seen: by signs in a still, or because it is a whole video.</param>
    public static Facts Of(Scene scene, double time, bool happening)
    {
        var facts = new Facts(None)
        {
            [Fact.Kind] = (int)scene.Kind,
            [Fact.Texture] = (int)scene.Texture,
            [Fact.Wall] = (int)scene.Wall,
        };
        switch (scene.Kind)
        {
            case SubjectKind.Objects:
                facts.AddObjects(scene, time);
                break;
            case SubjectKind.Person:
                facts[Fact.Shirt] = (int)scene.Color;
                facts[Fact.Trousers] = (int)scene.SecondColor;
                if (Lexicon.PropOf(scene.Layout) is not null)
                {
                    facts[Fact.Prop] = ((int)scene.Layout * 8) + (int)scene.PropColor;
                }

                break;
            default:
                if (scene.PhaseOf(MotionPair.Fill, time) > 0.15)
                {
                    facts[Fact.Drink] = (int)scene.Color;
                }

                break;
        }

        facts[Fact.State] = StateOf(scene, time);
        if (happening)
        {
            facts[Fact.Event] = scene.Order is { } order ? OrderBase + order.Index : scene.Class?.Index ?? None;
        }

        return facts;
    }

    private void AddObjects(Scene scene, double time)
    {
        var state = ObjectState.At(scene, time);
        var hidden = state.Alpha < 0.3 || Math.Abs(state.X) > 1
            || scene.PhaseOf(MotionPair.Light, time) < 0.15
            || scene.PhaseOf(MotionPair.Curtain, time) < 0.5;
        if (hidden)
        {
            return;
        }

        this[Fact.Shape] = (int)scene.Shape;
        this[Fact.Color] = (int)scene.Color;
        this[Fact.Count] = scene.Count;
        this[Fact.Size] = scene.PhaseOf(MotionPair.Resize, time) is null
            ? (int)scene.Size
            : state.Radius switch { < 0.19 => (int)ObjectSize.Small, > 0.37 => (int)ObjectSize.Large, > 0.23 and < 0.32 => (int)ObjectSize.Medium, _ => None };
        this[Fact.PlaceX] = PlaceOf(state.X);
        this[Fact.PlaceY] = PlaceOf(state.Y);
    }

    private static int PlaceOf(double coordinate) => coordinate switch
    {
        < -0.26 => (int)Place.Low,
        > 0.26 => (int)Place.High,
        > -0.18 and < 0.18 => (int)Place.Middle,
        _ => None,
    };

    private static int StateOf(Scene scene, double time)
    {
        if (Lexicon.StatesOf(scene.Layout) is null || scene.PhaseOf(scene.Layout, time) is not { } phase)
        {
            return None;
        }

        return phase switch { < 0.2 => (int)scene.Layout * 2, > 0.8 => ((int)scene.Layout * 2) + 1, _ => None };
    }
}
