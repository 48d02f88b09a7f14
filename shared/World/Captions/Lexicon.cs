using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.World.Captions;

/// <summary>The words of the world: synonyms of each attribute, phrases of each motion and state. The first of each list is the usual one.</summary>
internal static class Lexicon
{
    /// <summary>Phrase of an object or a person without claims about it.</summary>
    public static IReadOnlyList<string> People { get; } = ["a person", "someone", "a man", "somebody"];

    public static string[] Of(ObjectShape shape) => shape switch
    {
        ObjectShape.Circle => ["circle", "disc", "ball"],
        ObjectShape.Square => ["square", "block"],
        ObjectShape.Triangle => ["triangle"],
        ObjectShape.Star => ["star"],
        ObjectShape.Heart => ["heart"],
        ObjectShape.Cross => ["cross", "plus sign"],
        ObjectShape.Ring => ["ring", "hoop"],
        _ => ["moon", "crescent"],
    };

    public static string[] Of(ObjectColor color) => color switch
    {
        ObjectColor.Red => ["red", "scarlet"],
        ObjectColor.Purple => ["purple", "violet"],
        _ => [color.ToString().ToLowerInvariant()],
    };

    public static string[] Of(ObjectSize size) => size switch
    {
        ObjectSize.Small => ["small", "little", "tiny"],
        ObjectSize.Large => ["large", "big", "huge"],
        _ => ["medium-sized", "mid-sized"],
    };

    public static string[] Of(BackgroundColor color) => color switch
    {
        BackgroundColor.Gray => ["gray", "grey"],
        BackgroundColor.Navy => ["navy", "dark blue"],
        _ => [color.ToString().ToLowerInvariant()],
    };

    public static string[] Of(BackgroundTexture texture) => texture switch
    {
        BackgroundTexture.Plain => ["plain"],
        BackgroundTexture.Striped => ["striped"],
        BackgroundTexture.Checkered => ["checkered", "chequered"],
        BackgroundTexture.Dotted => ["dotted", "spotted"],
        BackgroundTexture.Grid => ["grid", "tiled"],
        _ => ["wavy"],
    };

    public static string Number(int count) => count switch { 2 => "two", 3 => "three", _ => throw new ArgumentOutOfRangeException(nameof(count)) };

    /// <summary>What a person's action is done with, or null.</summary>
    public static string? PropOf(MotionPair pair) => pair switch
    {
        MotionPair.Sit => "chair",
        MotionPair.Lift => "box",
        MotionPair.Door => "door",
        MotionPair.Climb => "ladder",
        MotionPair.Lie => "mat",
        MotionPair.Hat => "hat",
        _ => null,
    };

    /// <summary>What is seen at phase 0 and at phase 1; "{}" stands for the prop with its article.</summary>
    public static (string[] Low, string[] High)? StatesOf(MotionPair pair) => pair switch
    {
        MotionPair.Fade => (["that is faint", "that is barely visible"], ["that is clearly visible"]),
        MotionPair.Spread => (["close together", "side by side"], ["far apart"]),
        MotionPair.Light => (["in the dark"], ["in bright light"]),
        MotionPair.Curtain => (["behind closed curtains"], ["between open curtains"]),
        MotionPair.Sit => (["sitting on {}", "seated on {}"], ["standing next to {}"]),
        MotionPair.Lift => (["bending down to {}", "reaching down for {}"], ["holding {}", "carrying {}"]),
        MotionPair.Arm => (["with the arms down"], ["with one arm up", "with a raised arm"]),
        MotionPair.Approach => (["far away"], ["close to the camera"]),
        MotionPair.Door => (["at {} that is closed", "at a closed door"], ["at {} that is open", "at an open door"]),
        MotionPair.Climb => (["at the bottom of {}"], ["at the top of {}"]),
        MotionPair.Lie => (["standing on {}"], ["lying on {}"]),
        MotionPair.Hat => (["holding {}"], ["wearing {}"]),
        MotionPair.Walk => (["standing on the left"], ["standing on the right"]),
        MotionPair.Fill => (["that is empty"], ["that is full"]),
        _ => null,
    };

    /// <summary>What happens, after "is" or alone; "{}" stands for the prop with its article. The first is the class name.</summary>
    public static string[] Of(TemporalClass temporalClass) => (temporalClass.Pair, temporalClass.Forward) switch
    {
        (MotionPair.MoveSideways, true) => ["moving right", "moving to the right", "sliding right", "gliding to the right"],
        (MotionPair.MoveSideways, false) => ["moving left", "moving to the left", "sliding left", "gliding to the left"],
        (MotionPair.MoveVertically, true) => ["moving up", "rising", "going up", "moving upwards"],
        (MotionPair.MoveVertically, false) => ["moving down", "sinking", "going down", "moving downwards"],
        (MotionPair.Resize, true) => ["growing", "getting bigger", "becoming larger", "expanding"],
        (MotionPair.Resize, false) => ["shrinking", "getting smaller", "becoming smaller", "contracting"],
        (MotionPair.Fade, true) => ["appearing", "fading in", "becoming visible"],
        (MotionPair.Fade, false) => ["disappearing", "fading out", "vanishing"],
        (MotionPair.Roll, true) => ["rolling in", "rolling into the picture", "rolling in from the side"],
        (MotionPair.Roll, false) => ["rolling out", "rolling out of the picture", "rolling away to the side"],
        (MotionPair.Spread, true) => ["moving apart", "separating", "drifting apart"],
        (MotionPair.Spread, false) => ["coming together", "meeting", "moving towards each other"],
        (MotionPair.Light, true) => ["turning on the light", "the light turning on", "getting brighter"],
        (MotionPair.Light, false) => ["turning off the light", "the light turning off", "getting darker"],
        (MotionPair.Curtain, true) => ["opening the curtains", "the curtains opening", "drawing the curtains aside"],
        (MotionPair.Curtain, false) => ["closing the curtains", "the curtains closing", "drawing the curtains shut"],
        (MotionPair.Sit, true) => ["standing up", "standing up from {}", "getting up from {}", "rising from {}"],
        (MotionPair.Sit, false) => ["sitting down", "sitting down on {}", "taking a seat on {}"],
        (MotionPair.Lift, true) => ["picking up a box", "picking up {}", "lifting {}"],
        (MotionPair.Lift, false) => ["putting down a box", "putting down {}", "lowering {}", "setting down {}"],
        (MotionPair.Arm, true) => ["raising an arm", "lifting an arm", "putting a hand up"],
        (MotionPair.Arm, false) => ["lowering an arm", "dropping an arm", "putting a hand down"],
        (MotionPair.Approach, true) => ["walking towards the camera", "coming closer", "approaching"],
        (MotionPair.Approach, false) => ["walking away from the camera", "walking away", "going away"],
        (MotionPair.Door, true) => ["opening a door", "opening {}", "pulling {} open"],
        (MotionPair.Door, false) => ["closing a door", "closing {}", "shutting {}"],
        (MotionPair.Climb, true) => ["climbing up a ladder", "climbing up {}", "going up {}"],
        (MotionPair.Climb, false) => ["climbing down a ladder", "climbing down {}", "going down {}"],
        (MotionPair.Lie, true) => ["lying down", "lying down on {}", "falling down on {}"],
        (MotionPair.Lie, false) => ["getting up from the floor", "getting up from {}"],
        (MotionPair.Hat, true) => ["putting on a hat", "putting on {}"],
        (MotionPair.Hat, false) => ["taking off a hat", "taking off {}"],
        (MotionPair.Walk, true) => ["walking to the right", "walking right", "going to the right"],
        (MotionPair.Walk, false) => ["walking to the left", "walking left", "going to the left"],
        (MotionPair.Fill, true) => ["filling a glass", "filling up", "being filled"],
        (MotionPair.Fill, false) => ["emptying a glass", "running empty", "being emptied"],
        _ => throw new ArgumentOutOfRangeException(nameof(temporalClass), temporalClass, "No words for this."),
    };

    /// <summary>Class name in the style of Kinetics.</summary>
    public static string NameOf(TemporalClass temporalClass) => Of(temporalClass)[0];

    /// <summary>Name of a two-event order.</summary>
    public static string NameOf(EventOrder order) => $"{NameOf(order.First)} then {NameOf(order.Second)}";

    /// <summary>The indefinite article before a word.</summary>
    public static string Article(string next) => "aeiou".Contains(next[0], StringComparison.Ordinal) ? "an" : "a";
}
