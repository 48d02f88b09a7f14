using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Stills;

/// <summary>A frame of the world that went through H.264.</summary>
/// <param name="Scene">What was encoded.</param>
/// <param name="Time">When; 0 to 1.</param>
/// <param name="Planes">Planar RGB, 8 bits; [3, R, R].</param>
internal sealed record EncodedStill(Scene Scene, double Time, byte[] Planes);
