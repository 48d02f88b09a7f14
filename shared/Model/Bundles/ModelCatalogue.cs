using System.Text.Json;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Published models by name: which files they need, where those lie, and the SHA-256 of each as far as anybody states it.</summary>
public sealed class ModelCatalogue
{
    private const int CurrentFormatVersion = 1;
    private const string Resource = "MoTE.Indexing.Model.Bundles.model-catalogue.json";

    private ModelCatalogue(IReadOnlyList<PublishedModel> models) => Models = models;

    /// <summary>All models, in the catalogue's order.</summary>
    public IReadOnlyList<PublishedModel> Models { get; }

    /// <summary>The catalogue inside this program.</summary>
    public static ModelCatalogue BuiltIn()
    {
        using var stream = typeof(ModelCatalogue).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without its resource {Resource}.");
        return Parse(stream, "built-in");
    }

    /// <summary>A catalogue from a file of the same form: a mirror inside a company, say.</summary>
    /// <exception cref="UserErrorException">The file cannot be read or contradicts itself.</exception>
    public static ModelCatalogue Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Parse(stream, path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The catalogue '{path}' cannot be read: {cause.Message}", cause);
        }
    }

    /// <summary>Finds a model by name.</summary>
    /// <exception cref="UserErrorException">The catalogue has none of that name; the sentence lists the names.</exception>
    public PublishedModel Find(string name) =>
        Models.FirstOrDefault(model => model.Name == name)
        ?? throw new UserErrorException($"The catalogue has no model '{name}'; it has: {string.Join(", ", Models.Select(model => model.Name))}.");

    private static ModelCatalogue Parse(Stream stream, string path)
    {
        ModelCatalogueDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(stream, ModelCatalogueJson.Default.ModelCatalogueDocument);
        }
        catch (JsonException cause)
        {
            throw new UserErrorException($"The catalogue '{path}' is not valid: {cause.Message}", cause);
        }

        Require(document is not null, path, "it holds null, not an object");
        Require(document!.FormatVersion == CurrentFormatVersion, path, $"its formatVersion is {document.FormatVersion}, but this program knows only {CurrentFormatVersion}");
        var files = new Dictionary<string, PublishedFile>(StringComparer.Ordinal);
        foreach (var file in document.Files)
        {
            CheckFile(file, path);
            Require(files.TryAdd(file.Name, file), path, $"it lists the file '{file.Name}' twice");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var model in document.Models)
        {
            Require(ModelManifestRules.IsName(model.Name), path, $"'{model.Name}' cannot name a model: a-z 0-9 . _ - beginning with a letter or a digit");
            Require(names.Add(model.Name), path, $"it lists the model '{model.Name}' twice");
        }

        PublishedFile File(string name, string model)
        {
            Require(files.ContainsKey(name), path, $"the model '{model}' needs the file '{name}', which it does not list");
            return files[name];
        }

        return new ModelCatalogue([.. document.Models.Select(model => new PublishedModel
        {
            Name = model.Name,
            Description = model.Description,
            Clip = File(model.Clip, model.Name),
            Mote = model.Mote is null ? null : File(model.Mote, model.Name),
            Vocabulary = File(model.Vocabulary, model.Name),
        })]);
    }

    private static void CheckFile(PublishedFile file, string path)
    {
        var isPlainName = file.Name.Length is > 0 and <= 200
            && file.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            && file.Name[0] != '.';
        Require(isPlainName, path, $"'{file.Name}' is not a plain file name");
        Require(
            file.Url.IsAbsoluteUri && (file.Url.Scheme == Uri.UriSchemeHttps || file.Url.Scheme == Uri.UriSchemeHttp),
            path,
            $"the address of '{file.Name}', {file.Url}, is neither http nor https");
        Require(file.Sha256 is null || ModelManifestRules.IsSha256(file.Sha256), path, $"the sha256 of '{file.Name}' is not 64 lower-case hexadecimal digits");
        Require(file.SizeBytes is null or > 0, path, $"the sizeBytes of '{file.Name}' is {file.SizeBytes}");
    }

    private static void Require(bool holds, string path, string complaint)
    {
        if (!holds)
            throw new UserErrorException($"The catalogue '{path}' is not valid: {complaint}.");
    }
}
