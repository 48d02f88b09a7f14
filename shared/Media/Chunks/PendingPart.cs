namespace MoTE.Indexing.Media.Chunks;

/// <summary>A stretch of a shot that can become a take: as many segments of full length as a take has.</summary>
/// <param name="Begins">Its first frame.</param>
/// <param name="Pictures">Pictures of it.</param>
internal sealed record PendingPart(FramePlace Begins, HeldPictures Pictures);
