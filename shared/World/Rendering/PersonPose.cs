using SkiaSharp;

namespace MoTE.Indexing.World.Rendering;

/// <summary>Joints of a person of height 1 whose feet stand at the origin, y upwards.</summary>
/// <param name="HipX">Hips.</param>
/// <param name="HipY">Hips; 0.48 when standing.</param>
/// <param name="LeanDegrees">Tilt of the torso to the right of upright.</param>
/// <param name="LeftFoot">Left foot.</param>
/// <param name="RightFoot">Right foot.</param>
/// <param name="LeftHand">Left hand.</param>
/// <param name="RightHand">Right hand.</param>
internal readonly record struct PersonPose(double HipX, double HipY, double LeanDegrees, SKPoint LeftFoot, SKPoint RightFoot, SKPoint LeftHand, SKPoint RightHand)
{
    public const double TorsoLength = 0.33;

    /// <summary>Where the arms begin.</summary>
    public SKPoint Shoulder => Along(TorsoLength);

    /// <summary>Middle of the head.</summary>
    public SKPoint Head => Along(TorsoLength + 0.13);

    public SKPoint Hip => new((float)HipX, (float)HipY);

    /// <summary>Standing with arms down.</summary>
    public static PersonPose Standing { get; } = new(0, 0.48, 0, new(-0.09f, 0.02f), new(0.09f, 0.02f), new(-0.2f, 0.47f), new(0.2f, 0.47f));

    private SKPoint Along(double distance)
    {
        var angle = LeanDegrees * Math.PI / 180;
        return new((float)(HipX + (distance * Math.Sin(angle))), (float)(HipY + (distance * Math.Cos(angle))));
    }
}
