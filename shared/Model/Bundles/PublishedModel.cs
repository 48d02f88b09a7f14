namespace MoTE.Indexing.Model.Bundles;

/// <summary>The published files that together make one bundle.</summary>
public sealed record PublishedModel
{
    /// <summary>Name of the set and, unless asked otherwise, of the bundle.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in one line.</summary>
    public required string Description { get; init; }

    /// <summary>The original CLIP: vision tower, text tower.</summary>
    public required PublishedFile Clip { get; init; }

    /// <summary>The MoTE checkpoint: fine-tuned vision tower and temporal head; null for plain CLIP.</summary>
    public PublishedFile? Mote { get; init; }

    /// <summary>The tokenizer's vocabulary.</summary>
    public required PublishedFile Vocabulary { get; init; }

    /// <summary>All files, in the order in which they are downloaded: small first, so that a broken line shows early.</summary>
    public IReadOnlyList<PublishedFile> Files => Mote is null ? [Vocabulary, Clip] : [Vocabulary, Mote, Clip];
}
