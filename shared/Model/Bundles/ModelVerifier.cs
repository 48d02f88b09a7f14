using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Verification;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Proves a model right: its files against their hashes, what must hold for any model, and its outputs against a reference.</summary>
/// <remarks>Always computes in single precision on the CPU, where the references were made.</remarks>
public static class ModelVerifier
{
    private static readonly EncoderOptions _options = new() { Device = "cpu" };

    /// <summary>Verifies a bundle.</summary>
    /// <param name="folder">Its folder; a broken bundle is reported, not thrown.</param>
    /// <param name="reference">A reference to compare with, or null.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <exception cref="CheckpointException">A file with the right hash is still not such a model, or the reference cannot be read.</exception>
    /// <exception cref="UserErrorException">The bundle has no valid manifest, or the reference does not fit it.</exception>
    /// <remarks>Weights are read only after every hash was right.</remarks>
    public static VerificationReport Verify(string folder, string? reference = null, CancellationToken cancellationToken = default)
    {
        var listing = BundleLocator.Inspect(folder);
        if (listing.Manifest is null)
            throw new UserErrorException($"The model '{listing.Name}' is broken: {listing.Reason}");
        var files = ModelBundle.CheckFiles(listing.Folder, listing.Manifest, cancellationToken);
        if (listing.State != BundleState.Complete || !files.All(file => file.Ok))
        {
            var reasons = files.All(file => file.Ok) ? [.. files, new FileCheck(BundleFile.Manifest, false, listing.Reason)] : files;
            return new VerificationReport(false, reasons, [], [], []);
        }

        var bundle = ModelBundle.Open(listing);
        using var video = bundle.OpenVideoEncoder(_options);
        using var text = bundle.OpenTextEncoder(_options);
        var selfChecks = BundleSelfChecks.Run(bundle, video, text, cancellationToken);
        if (reference is null)
            return new VerificationReport(selfChecks.All(check => check.Ok), files, selfChecks, [], []);

        using var golden = ReferenceFile.Open(reference);
        using var model = ReferenceModel.FromEncoders(video, text, bundle.Manifest.LogitScale);
        var (checks, skipped) = golden.Compare(model, video.Configuration.Resolution, bundle.Manifest.HasTemporalHead);
        return new VerificationReport(selfChecks.All(check => check.Ok) && checks.All(check => check.Ok), files, selfChecks, checks, skipped);
    }

    /// <summary>Compares raw published files with a reference, put together as an import does it.</summary>
    /// <param name="clip">The original CLIP: file or Hugging Face folder.</param>
    /// <param name="temporalHead">A temporal head, or null.</param>
    /// <param name="mote">A MoTE checkpoint, patched with the share that the reference states or else 0.99, or null.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <exception cref="CheckpointException">A file cannot be read, or the files do not fit each other.</exception>
    /// <exception cref="UserErrorException">The reference does not fit the model.</exception>
    public static VerificationReport VerifyFiles(string clip, string? temporalHead, string? mote, string reference, CancellationToken cancellationToken = default)
    {
        using var golden = ReferenceFile.Open(reference);
        using var files = PublishedFiles.Open(clip, temporalHead, mote, golden.PatchFactor ?? PatchedTensors.PublishedFactor);
        cancellationToken.ThrowIfCancellationRequested();
        using var model = ReferenceModel.FromFiles(files.Clip, files.TemporalHead, files.FineTuned, files.PatchFactor);
        var (checks, skipped) = golden.Compare(model, files.Configuration.Vision.Resolution, files.TemporalHead is not null);
        return new VerificationReport(checks.All(check => check.Ok), [], [], checks, skipped);
    }
}
