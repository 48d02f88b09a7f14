namespace MoTE.Indexing.World.Scenes;

/// <summary>Two events of one object, one after the other.</summary>
/// <param name="First">What happens first.</param>
/// <param name="Second">What happens then; of another pair than the first.</param>
internal readonly record struct EventOrder(TemporalClass First, TemporalClass Second)
{
    /// <summary>Every order of two events of different pairs among <see cref="TemporalClass.OrderedPairs"/>.</summary>
    public static IReadOnlyList<EventOrder> All { get; } =
    [
        .. from first in TemporalClass.All
           where TemporalClass.OrderedPairs.Contains(first.Pair)
           from second in TemporalClass.All
           where TemporalClass.OrderedPairs.Contains(second.Pair) && second.Pair != first.Pair
           select new EventOrder(first, second),
    ];

    /// <summary>Position in <see cref="All"/>.</summary>
    public int Index
    {
        get
        {
            for (var i = 0; i < All.Count; i++)
            {
                if (All[i] == this)
                {
                    return i;
                }
            }

            throw new InvalidOperationException($"{this} is not an order of two different motions of an object.");
        }
    }

    /// <summary>The same two events, the other one first.</summary>
    public EventOrder Swapped => new(Second, First);
}
