namespace MoTE.Indexing.World.Scenes;

/// <summary>Everything that decides what a short video of the world shows. A scene is a function of time; the renderer draws it at any moment and size.</summary>
/// <remarks>Coordinates: the middle square of the picture spans -1 to 1 both ways, x to the right, y upwards. Time runs from 0 to 1.</remarks>
internal sealed record Scene
{
    public required SubjectKind Kind { get; init; }

    /// <summary>What the scene is laid out for; decides props and how the phase shows.</summary>
    public required MotionPair Layout { get; init; }

    public required BackgroundTexture Texture { get; init; }

    public required BackgroundColor Wall { get; init; }

    /// <summary>Turns and shifts the texture; 0 to 1 each.</summary>
    public double TextureAngle { get; init; }

    public double TextureShift { get; init; }

    public ObjectShape Shape { get; init; }

    /// <summary>Colour of the objects, of the shirt, or of what fills the glass.</summary>
    public ObjectColor Color { get; init; }

    /// <summary>Colour of the trousers.</summary>
    public ObjectColor SecondColor { get; init; }

    /// <summary>Colour of the prop: box, door, hat, chair, curtain, ladder.</summary>
    public ObjectColor PropColor { get; init; }

    public ObjectSize Size { get; init; } = ObjectSize.Medium;

    /// <summary>Number of objects: 1 to 3.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Where the subject is when nothing moves it.</summary>
    public double X { get; init; }

    public double Y { get; init; }

    /// <summary>Turn of the objects in degrees.</summary>
    public double Tilt { get; init; }

    /// <summary>Whether the layout is drawn the other way round (a chair on the other side, rolling in from the other edge).</summary>
    public bool Mirrored { get; init; }

    /// <summary>Share of full body height for a person; 0.8 to 1.1.</summary>
    public double BodyScale { get; init; } = 1;

    /// <summary>Where the camera goes during the scene, in units of the middle square; slow.</summary>
    public double DriftX { get; init; }

    public double DriftY { get; init; }

    /// <summary>Change of zoom during the scene; around 0.</summary>
    public double DriftZoom { get; init; }

    /// <summary>What happens; empty for a still scene.</summary>
    public IReadOnlyList<SceneEvent> Events { get; init; } = [];

    /// <summary>Phase of <see cref="Layout"/> where no event sets it; 0 to 1.</summary>
    public double RestPhase { get; init; }

    /// <summary>Phase of a motion at a time, or null where the scene has none of that kind.</summary>
    public double? PhaseOf(MotionPair pair, double time)
    {
        foreach (var happening in Events)
        {
            if (happening.Class.Pair == pair)
            {
                return happening.PhaseAt(time);
            }
        }

        return pair == Layout && Events.Count == 0 ? RestPhase : null;
    }

    /// <summary>The single class this scene shows, or null where it shows none or two.</summary>
    public TemporalClass? Class => Events.Count == 1 ? Events[0].Class : null;

    /// <summary>The order this scene shows, or null.</summary>
    public EventOrder? Order => Events.Count == 2 ? new EventOrder(Events[0].Class, Events[1].Class) : null;
}
