namespace MoTE.Indexing.Model.Training.Contrastive;

/// <summary>B pictures and B captions, and which captions are true of which pictures.</summary>
/// <param name="Pixels">Planar RGB, 8 bits; [B, 3, R, R].</param>
/// <param name="Captions">Token ids of each caption, without start and end token; [B].</param>
/// <param name="Matches">Whether caption j is true of picture i, at i × B + j; the diagonal is true.</param>
/// <param name="Measures">What a linear probe of each frame embedding should read off; [B, K].</param>
/// <param name="Measured">Which of those are defined for the picture; [B, K].</param>
public sealed record ContrastiveBatch(byte[] Pixels, IReadOnlyList<IReadOnlyList<int>> Captions, bool[] Matches, float[] Measures, bool[] Measured);
