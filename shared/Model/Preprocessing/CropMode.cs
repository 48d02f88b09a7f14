namespace MoTE.Indexing.Model.Preprocessing;

/// <summary>Which square parts of a resized frame the model sees (specification 7.7).</summary>
public enum CropMode
{
    /// <summary>The centre, with its offset rounded half to even.</summary>
    Centre,

    /// <summary>Left, right, centre; three times the centre for portrait frames (Q20).</summary>
    Three,

    /// <summary>Upper left, upper right, lower left, lower right, centre.</summary>
    Five,

    /// <summary>The five, each followed by its mirror image.</summary>
    Ten,
}
