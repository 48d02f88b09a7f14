namespace MoTE.Indexing.World.Scenes;

/// <summary>What an object can look like in outline.</summary>
internal enum ObjectShape
{
    Circle,
    Square,
    Triangle,
    Star,
    Heart,
    Cross,
    Ring,
    Moon,
}

/// <summary>Colours of objects, clothes and props.</summary>
internal enum ObjectColor
{
    Red,
    Orange,
    Yellow,
    Green,
    Blue,
    Purple,
    White,
    Black,
}

/// <summary>How large an object is drawn.</summary>
internal enum ObjectSize
{
    Small,
    Medium,
    Large,
}

/// <summary>What covers the wall behind the subject.</summary>
internal enum BackgroundTexture
{
    Plain,
    Striped,
    Checkered,
    Dotted,
    Grid,
    Wavy,
}

/// <summary>Colours of the wall behind the subject; muted, so that every subject stands out.</summary>
internal enum BackgroundColor
{
    Gray,
    Brown,
    Teal,
    Pink,
    Beige,
    Navy,
}

/// <summary>What a scene is about.</summary>
internal enum SubjectKind
{
    /// <summary>One, two or three coloured shapes.</summary>
    Objects,

    /// <summary>A person in coloured clothes, with the props of an action.</summary>
    Person,

    /// <summary>A drinking glass.</summary>
    Glass,
}

/// <summary>Pairs of temporal classes that are each other's reversal: the same pictures in opposite order.</summary>
/// <remarks>The forward member of a pair runs the phase from 0 to 1, the backward member from 1 to 0.</remarks>
internal enum MotionPair
{
    MoveSideways,
    MoveVertically,
    Resize,
    Fade,
    Roll,
    Spread,
    Light,
    Curtain,
    Sit,
    Lift,
    Arm,
    Approach,
    Door,
    Climb,
    Lie,
    Hat,
    Walk,
    Fill,
}

/// <summary>A third of the picture's width or height.</summary>
internal enum Place
{
    Low,
    Middle,
    High,
}
