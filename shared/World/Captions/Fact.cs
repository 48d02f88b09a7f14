namespace MoTE.Indexing.World.Captions;

/// <summary>What can be said of a picture; one number per fact.</summary>
internal enum Fact
{
    Kind,
    Shape,
    Color,
    Size,
    Count,
    Texture,
    Wall,
    PlaceX,
    PlaceY,
    Shirt,
    Trousers,
    Prop,
    Drink,
    State,
    Event,
}
