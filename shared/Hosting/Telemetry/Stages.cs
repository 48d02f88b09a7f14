namespace MoTE.Indexing.Hosting.Telemetry;

/// <summary>What is done with a video, one after the other; names of spans and values of the tag <c>stage</c>.</summary>
public static class Stages
{
    /// <summary>Its bytes are fetched and stored.</summary>
    public const string Store = "store";

    /// <summary>It is entered into the catalogue, and what people said of it is noted beside its artifacts.</summary>
    public const string Register = "register";

    /// <summary>Its streams are read and its chunks planned.</summary>
    public const string Probe = "probe";

    /// <summary>The video of a chunk is brought to the machine that embeds it, unless it is there.</summary>
    public const string Open = "open";

    /// <summary>FFmpeg decodes a chunk.</summary>
    public const string Decode = "decode";

    /// <summary>Frames become what the model sees.</summary>
    public const string Preprocess = "preprocess";

    /// <summary>The model encodes views.</summary>
    public const string Encode = "encode";

    /// <summary>Pictures and vectors of a chunk are written.</summary>
    public const string Write = "write";

    /// <summary>A chunk's segments become searchable.</summary>
    public const string Index = "index";

    /// <summary>A text is answered with moments.</summary>
    public const string Search = "search";
}
