using MoTE.Indexing.Domain;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Finds model bundles: in the folder of <c>--models</c>, in <c>$MOTE_MODELS</c>, in <c>&lt;data&gt;/models</c>, then in the repository's <c>infra/models</c>.</summary>
/// <remarks>All four are looked at, in this order; the first bundle of a name hides later ones, even when it is broken.</remarks>
public sealed class BundleLocator
{
    private readonly string[] _folders;

    /// <summary>Looks in the given folders, in order; a folder that does not exist holds nothing.</summary>
    /// <param name="folders">At least one; new bundles go into the first.</param>
    public BundleLocator(IEnumerable<string> folders)
    {
        _folders = [.. folders.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];
        ArgumentOutOfRangeException.ThrowIfZero(_folders.Length, nameof(folders));
    }

    /// <summary>Folders in look-up order, absolute.</summary>
    public IReadOnlyList<string> Folders => _folders;

    /// <summary>Where <c>import</c>, <c>pull</c> and <c>train-demo</c> put new bundles: the first folder of the order, never the repository's own by accident.</summary>
    public string HomeFolder => _folders[0];

    /// <summary>The look-up order of the command line.</summary>
    /// <param name="models">Value of <c>--models</c>, or null.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="modelsVariable">Value of <c>$MOTE_MODELS</c>, or null; an empty one counts as null.</param>
    /// <param name="programFolder">Where the program lies; null: where this one does.</param>
    public static BundleLocator Create(string? models, string dataFolder, string? modelsVariable, string? programFolder = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        var repository = RepositoryFolder(programFolder ?? AppContext.BaseDirectory);
        string?[] order = [models, modelsVariable, Path.Combine(dataFolder, "models"), repository];
        return new BundleLocator(order.Where(folder => !string.IsNullOrWhiteSpace(folder)).Select(folder => folder!));
    }

    /// <summary>The <c>infra/models</c> of the nearest parent folder that has one, or null.</summary>
    public static string? RepositoryFolder(string programFolder)
    {
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "infra", "models");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }

    /// <summary>Every bundle of every folder, in look-up order and by name within a folder. Reads manifests and file sizes only.</summary>
    public IReadOnlyList<BundleListing> List()
    {
        var listings = new List<BundleListing>();
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var home in _folders.Where(Directory.Exists))
        {
            foreach (var folder in Directory.EnumerateDirectories(home).Where(LooksLikeBundle).Order(StringComparer.Ordinal))
            {
                var listing = Inspect(folder);
                if (!seen.TryAdd(listing.Name, folder))
                    listing = listing with { State = BundleState.Shadowed, Reason = $"'{seen[listing.Name]}' has the same name and is found first." };

                listings.Add(listing);
            }
        }

        return listings;
    }

    /// <summary>Finds a bundle that can be used.</summary>
    /// <param name="name">Its name; null: the only one of the first folder that has any.</param>
    /// <exception cref="UserErrorException">There is none, it is broken, or null leaves a choice; the sentence says what helps.</exception>
    public BundleListing Find(string? name)
    {
        var found = List().Where(listing => listing.State != BundleState.Shadowed).ToList();
        return name is null ? FindOnly(found) : FindNamed(found, name);
    }

    /// <summary>The folder of a bundle, broken or not: what a check of its files needs.</summary>
    /// <param name="name">As in <see cref="Find"/>.</param>
    /// <exception cref="UserErrorException">There is none, or null leaves a choice.</exception>
    public string FindFolder(string? name) =>
        List().FirstOrDefault(listing => listing.Name == name && listing.State != BundleState.Shadowed)?.Folder ?? Find(name).Folder;

    /// <summary>Looks into one bundle's folder: its manifest and the sizes of its files.</summary>
    public static BundleListing Inspect(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder = Path.GetFullPath(folder);
        var name = Path.GetFileName(folder);
        ModelManifest manifest;
        try
        {
            manifest = ModelManifestFile.Read(Path.Combine(folder, BundleFile.Manifest));
        }
        catch (CheckpointException broken)
        {
            return new BundleListing(name, folder, BundleState.Broken, broken.Message, null);
        }

        var reason = Complaint(folder, name, manifest);
        return new BundleListing(name, folder, reason is null ? BundleState.Complete : BundleState.Broken, reason, manifest);
    }

    private static string? Complaint(string folder, string name, ModelManifest manifest)
    {
        if (manifest.Name != name)
            return $"The bundle in '{folder}' calls itself '{manifest.Name}'; rename the folder to that.";

        foreach (var (fileName, stated) in manifest.Files)
        {
            var file = new FileInfo(Path.Combine(folder, fileName));
            if (!file.Exists)
                return $"'{file.FullName}' is missing.";
            if (file.Length != stated.SizeBytes)
                return $"'{file.FullName}' has {file.Length} bytes, but the manifest says {stated.SizeBytes}.";
        }

        // A head beside a manifest that does not list it would be ignored, and the model would pass for plain CLIP (specification Q38).
        return !manifest.HasTemporalHead && File.Exists(Path.Combine(folder, BundleFile.TemporalHead))
            ? $"'{folder}' has a {BundleFile.TemporalHead} that its manifest does not list; import the model again."
            : null;
    }

    private BundleListing FindNamed(List<BundleListing> found, string name)
    {
        var listing = found.Find(candidate => candidate.Name == name)
            ?? throw new UserErrorException(
                $"There is no model '{name}' in {string.Join(", ", _folders.Select(folder => $"'{folder}'"))}; "
                + $"{(found.Count == 0 ? "there are no models at all" : "there are: " + string.Join(", ", found.Select(candidate => candidate.Name)))}. "
                + "Get one with 'mote models pull' or 'mote models import'.");
        return listing.State == BundleState.Complete
            ? listing
            : throw new UserErrorException($"The model '{name}' in '{listing.Folder}' is broken: {listing.Reason}");
    }

    private BundleListing FindOnly(List<BundleListing> found)
    {
        var home = found.GroupBy(listing => Path.GetDirectoryName(listing.Folder)).FirstOrDefault();
        return (home?.Count() ?? 0) switch
        {
            0 => throw new UserErrorException(
                $"There is no model in {string.Join(", ", _folders.Select(folder => $"'{folder}'"))}. Get one with 'mote models pull' or 'mote models import'."),
            1 => FindNamed(found, home!.Single().Name),
            _ => throw new UserErrorException(
                $"'{home!.Key}' has several models ({string.Join(", ", home.Select(listing => listing.Name))}): choose one with --model NAME."),
        };
    }

    private static bool LooksLikeBundle(string folder) =>
        ModelManifestRules.IsName(Path.GetFileName(folder)) && File.Exists(Path.Combine(folder, BundleFile.Manifest));
}
