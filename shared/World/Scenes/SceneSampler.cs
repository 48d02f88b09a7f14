namespace MoTE.Indexing.World.Scenes;

/// <summary>Draws random scenes. The same random state gives the same scenes.</summary>
internal sealed class SceneSampler
{
    /// <summary>Centre of the eight frames that the published sampling takes of a clip, as a share of its length: 3.5 / 8.</summary>
    /// <remarks>Motions are centred here, so that a motion and its reversal show the same eight pictures and only their order tells.</remarks>
    public const double MotionCentre = 0.4375;

    private readonly Random _random;

    public SceneSampler(Random random) => _random = random;

    /// <summary>A scene without events, of any kind.</summary>
    public Scene Still()
    {
        var pair = (MotionPair)_random.Next(Enum.GetValues<MotionPair>().Length);
        return KindOf(pair) == SubjectKind.Objects && _random.NextDouble() < 0.6 ? StillObjects() : Laid(pair) with { RestPhase = RestPhase() };
    }

    /// <summary>A scene of objects that do nothing.</summary>
    public Scene StillObjects()
    {
        var scene = Laid(MotionPair.MoveSideways);
        return scene with { Count = RandomCount(), Size = Pick<ObjectSize>(), X = Between(-0.62, 0.62), Y = Between(-0.6, 0.6), RestPhase = 0.5 };
    }

    /// <summary>A scene in which one thing happens.</summary>
    public Scene Moving(TemporalClass temporalClass)
    {
        var half = Between(0.3, 0.4);
        return Laid(temporalClass.Pair) with
        {
            Events = [new SceneEvent(temporalClass, MotionCentre - half, MotionCentre + half, Between(0, 0.12), Between(0.88, 1))],
        };
    }

    /// <summary>A scene in which one thing happens to an object, then another.</summary>
    public Scene Ordered(EventOrder order)
    {
        var gap = Between(0.01, 0.04);
        var half = Between(0.36, 0.42);
        return Laid(MotionPair.MoveSideways) with
        {
            Count = 1,
            X = 0,
            Y = 0,
            Events =
            [
                new SceneEvent(order.First, MotionCentre - half, MotionCentre - gap, Between(0, 0.12), Between(0.88, 1)),
                new SceneEvent(order.Second, MotionCentre + gap, MotionCentre + half, Between(0, 0.12), Between(0.88, 1)),
            ],
        };
    }

    /// <summary>Draws scenes until one shows no held-out combination.</summary>
    public static Scene Seen(Func<Scene> draw) => Until(draw, scene => !HeldOut.HasUnseenLook(scene) && !HeldOut.HasUnseenAction(scene));

    /// <summary>Draws scenes until one passes.</summary>
    public static Scene Until(Func<Scene> draw, Func<Scene, bool> passes)
    {
        for (var i = 0; i < 10_000; i++)
        {
            var scene = draw();
            if (passes(scene))
            {
                return scene;
            }
        }

        throw new InvalidOperationException("No scene passed in 10,000 draws: the condition can hardly be met.");
    }

    /// <summary>The kind of subject that a motion needs.</summary>
    public static SubjectKind KindOf(MotionPair pair) => pair switch
    {
        MotionPair.Fill => SubjectKind.Glass,
        >= MotionPair.Sit => SubjectKind.Person,
        _ => SubjectKind.Objects,
    };

    private Scene Laid(MotionPair pair)
    {
        var kind = KindOf(pair);
        var scene = new Scene
        {
            Kind = kind,
            Layout = pair,
            Texture = Pick<BackgroundTexture>(),
            Wall = Pick<BackgroundColor>(),
            TextureAngle = _random.NextDouble(),
            TextureShift = _random.NextDouble(),
            Shape = Pick<ObjectShape>(),
            Color = Pick<ObjectColor>(),
            SecondColor = Pick<ObjectColor>(),
            PropColor = Pick<ObjectColor>(),
            Mirrored = _random.Next(2) == 0,
            BodyScale = Between(0.85, 1.1),
            Tilt = Between(-12, 12),
            DriftX = Between(-0.06, 0.06),
            DriftY = Between(-0.06, 0.06),
            DriftZoom = Between(-0.05, 0.05),
        };
        return kind switch
        {
            SubjectKind.Objects => WithObjects(scene, pair),
            SubjectKind.Person => scene with { X = Between(-0.2, 0.2), Y = Between(-0.08, 0.04) },
            _ => scene with { X = Between(-0.3, 0.3), Y = Between(-0.1, 0.1) },
        };
    }

    private Scene WithObjects(Scene scene, MotionPair pair) => pair switch
    {
        MotionPair.MoveSideways => scene with { Count = RandomCount(), Size = Pick<ObjectSize>(), Y = Between(-0.5, 0.5) },
        MotionPair.MoveVertically => scene with { Count = RandomCount(), Size = Pick<ObjectSize>(), X = Between(-0.5, 0.5) },
        MotionPair.Resize => scene with { X = Between(-0.35, 0.35), Y = Between(-0.35, 0.35) },
        MotionPair.Roll => scene with { Size = _random.Next(2) == 0 ? ObjectSize.Medium : ObjectSize.Large, X = Between(-0.2, 0.2), Y = Between(-0.45, 0.45) },
        MotionPair.Spread => scene with { Count = 2, Size = _random.Next(2) == 0 ? ObjectSize.Small : ObjectSize.Medium, X = Between(-0.1, 0.1), Y = Between(-0.45, 0.45) },
        _ => scene with { Count = RandomCount(), Size = Pick<ObjectSize>(), X = Between(-0.4, 0.4), Y = Between(-0.4, 0.4) },
    };

    private int RandomCount() => _random.Next(5) switch { 0 or 1 or 2 => 1, 3 => 2, _ => 3 };

    private double RestPhase() => _random.Next(3) switch { 0 => Between(0, 0.12), 1 => Between(0.88, 1), _ => _random.NextDouble() };

    private double Between(double low, double high) => low + (_random.NextDouble() * (high - low));

    private T Pick<T>()
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return values[_random.Next(values.Length)];
    }
}
