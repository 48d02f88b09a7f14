using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Pulls a published model: downloads its files, verifies them, imports them, and removes them again.</summary>
/// <remarks>Files wait in <c>&lt;models&gt;/.downloads</c> under their own names, so two models that share a CLIP download it once if both are pulled with Keep.</remarks>
public sealed class ModelPuller
{
    /// <summary>Name of the folder of downloads inside the folder of bundles.</summary>
    public const string DownloadsFolder = ".downloads";

    private readonly ModelDownloader _downloader;

    /// <summary>Prepares pulls.</summary>
    public ModelPuller(ModelDownloader downloader)
    {
        ArgumentNullException.ThrowIfNull(downloader);
        _downloader = downloader;
    }

    /// <summary>Pulls a model.</summary>
    /// <param name="home">The folder of bundles to put it into.</param>
    /// <param name="request">What and how.</param>
    /// <param name="downloads">Told of the download.</param>
    /// <param name="imports">Told of the import.</param>
    /// <param name="cancellationToken">Stops; a part stays for the next run.</param>
    /// <returns>The finished bundle.</returns>
    /// <exception cref="UserErrorException">A hash is unknown and not given, a download fails, or the name is taken.</exception>
    public async Task<BundleListing> PullAsync(
        string home,
        ModelPullRequest request,
        IProgress<DownloadProgress>? downloads = null,
        IProgress<ImportProgress>? imports = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = request.Name ?? request.Model.Name;
        BundleWriter.RequireFreeName(home, name, request.Replace);
        if (request.Classes is { } classes)
            _ = ClassNameFile.Read(classes);   // A wrong file is better known before gigabytes arrive.

        var files = WithGivenHash(request);
        if (!request.Trust && files.FirstOrDefault(file => file.Sha256 is null) is { } unknown)
        {
            throw new UserErrorException(
                $"Nobody states the SHA-256 of {unknown.Name} ({unknown.Url}): give it with --sha256 HEX, or accept whatever arrives with --trust.");
        }

        var folder = Path.Combine(home, DownloadsFolder);
        foreach (var file in files)
        {
            await _downloader.DownloadAsync(file, Path.Combine(folder, file.Name), request.Trust, downloads, cancellationToken).ConfigureAwait(false);
        }

        var import = new ModelImportRequest
        {
            Name = name,
            Clip = Path.Combine(folder, request.Model.Clip.Name),
            Mote = request.Model.Mote is { } mote ? Path.Combine(folder, mote.Name) : null,
            Vocabulary = Path.Combine(folder, request.Model.Vocabulary.Name),
            Classes = request.Classes,
            Half = request.Half,
            Replace = request.Replace,
            Licence = string.Join(", ", files.Select(file => file.Licence).Distinct()),
        };
        var listing = await Task.Run(() => ModelImporter.Import(home, import, imports, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (!request.Keep)
            RemoveDownloads(folder, files);

        return listing;
    }

    private static List<PublishedFile> WithGivenHash(ModelPullRequest request)
    {
        var files = request.Model.Files.ToList();
        if (request.Sha256 is not { } given)
            return files;

        var sha256 = given.ToLowerInvariant();
        if (!ModelManifestRules.IsSha256(sha256))
            throw new UserErrorException($"--sha256 takes 64 hexadecimal digits, but got '{given}'.");
        var unknown = files.Where(file => file.Sha256 is null).ToList();
        if (unknown.Count != 1)
        {
            throw new UserErrorException(unknown.Count == 0
                ? $"The SHA-256 of every file of '{request.Model.Name}' is known already; leave --sha256 out."
                : $"--sha256 can only stand for one file, but {string.Join(" and ", unknown.Select(file => file.Name))} have no known SHA-256.");
        }

        return [.. files.Select(file => file.Sha256 is null ? file with { Sha256 = sha256 } : file)];
    }

    private static void RemoveDownloads(string folder, List<PublishedFile> files)
    {
        foreach (var file in files)
        {
            File.Delete(Path.Combine(folder, file.Name));
        }

        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }
}
