namespace MoTE.Indexing.Domain;

/// <summary>A file is not what it has to be. The sentence names the file and no folder, because it may be shown to people elsewhere; its path is beside it.</summary>
public sealed class UnusableFileException : UserErrorException
{
    private readonly Func<string, string> _sentence;

    /// <summary>Creates the failure; its sentence uses the file's own name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sentence">The sentence, given what to call the file.</param>
    public UnusableFileException(string path, Func<string, string> sentence)
        : this(path, System.IO.Path.GetFileName(path), sentence)
    {
    }

    /// <summary>Creates the failure with its technical cause; its sentence uses the file's own name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sentence">The sentence, given what to call the file.</param>
    /// <param name="cause">What was caught; kept for the log.</param>
    public UnusableFileException(string path, Func<string, string> sentence, Exception cause)
        : this(path, System.IO.Path.GetFileName(path), sentence, cause)
    {
    }

    private UnusableFileException(string path, string name, Func<string, string> sentence)
        : base(Say(sentence, name)) => (Path, _sentence) = (path, sentence);

    private UnusableFileException(string path, string name, Func<string, string> sentence, Exception cause)
        : base(Say(sentence, name), cause) => (Path, _sentence) = (path, sentence);

    /// <summary>Where the file lies on this machine.</summary>
    public string Path { get; }

    /// <summary>The same failure of a file that people know by another name, such as the one it came with.</summary>
    public UnusableFileException Named(string name) => new(Path, name, _sentence, this);

    private static string Say(Func<string, string> sentence, string name)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return sentence(name);
    }
}
