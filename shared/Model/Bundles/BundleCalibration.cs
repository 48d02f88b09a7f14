using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Puts a calibration of relevance into a bundle that is there already. Its fingerprint stays, and so do indexes made with it.</summary>
public static class BundleCalibration
{
    /// <summary>Writes the calibration and the manifest that states it.</summary>
    /// <param name="bundle">The bundle; the calibration it may have is replaced.</param>
    /// <param name="calibration">What was measured of it.</param>
    /// <returns>The bundle as it is now.</returns>
    /// <exception cref="UserErrorException">Its folder cannot be written.</exception>
    public static ModelBundle Write(ModelBundle bundle, RelevanceCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(calibration);
        var (file, manifest) = (Path.Combine(bundle.Folder, BundleFile.Relevance), Path.Combine(bundle.Folder, BundleFile.Manifest));
        try
        {
            // A crash between the two moves leaves a file that the manifest does not state rightly: opening says so, and calibrating again helps.
            RelevanceFile.Write(file + ".new", calibration);
            var stated = BundleWriter.Stated(file + ".new", CancellationToken.None);
            var files = new Dictionary<string, BundleFile>(bundle.Manifest.Files, StringComparer.Ordinal) { [BundleFile.Relevance] = stated };
            ModelManifestFile.Write(manifest + ".new", bundle.Manifest with { Files = files });
            File.Move(file + ".new", file, overwrite: true);
            File.Move(manifest + ".new", manifest, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The calibration cannot be written to '{bundle.Folder}': {cause.Message}", cause);
        }

        return ModelBundle.Open(bundle.Folder);
    }
}
