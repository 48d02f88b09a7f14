namespace MoTE.Indexing.Cli.Indexing;

/// <summary>What reading tells embedding about a video, in order.</summary>
internal abstract record PipelineMessage(IndexJob Job);

/// <summary>The video is planned.</summary>
internal sealed record VideoCut(IndexJob Job, TimeSpan Duration, int Segments) : PipelineMessage(Job);

/// <summary>The frames of its next segment are there.</summary>
internal sealed record SegmentRead(IndexJob Job, SegmentFrames Frames) : PipelineMessage(Job);

/// <summary>All of it has been read; or it was rejected, for a reason.</summary>
internal sealed record VideoRead(IndexJob Job, string? Rejection) : PipelineMessage(Job);
