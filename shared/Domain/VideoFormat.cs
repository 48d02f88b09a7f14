namespace MoTE.Indexing.Domain;

/// <summary>What a video file holds, as far as a player has to know.</summary>
/// <param name="Width">Display width in pixels, rotation and pixel shape applied.</param>
/// <param name="Height">Display height in pixels.</param>
/// <param name="Container">FFmpeg's name of the container, such as <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</param>
/// <param name="VideoCodec">FFmpeg's name of the video codec, such as <c>h264</c>.</param>
/// <param name="PixelFormat">FFmpeg's name of the pixel format, such as <c>yuv420p</c>.</param>
/// <param name="AudioCodec">FFmpeg's name of the first sound stream's codec; null without sound.</param>
public sealed record VideoFormat(int Width, int Height, string Container, string VideoCodec, string PixelFormat, string? AudioCodec);
