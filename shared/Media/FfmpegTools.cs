namespace MoTE.Indexing.Media;

/// <summary>The FFmpeg programs of this machine.</summary>
/// <param name="Ffmpeg">Full path of ffmpeg.</param>
/// <param name="Ffprobe">Full path of ffprobe.</param>
/// <param name="Version">Major and minor version; 99.0 for a build from source control that names none.</param>
public sealed record FfmpegTools(string Ffmpeg, string Ffprobe, Version Version);
