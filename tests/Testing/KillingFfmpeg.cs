namespace MoTE.Indexing.Testing;

/// <summary>A folder of FFmpeg's programs of which <c>ffmpeg</c> does something else with certain files, until it is mended.</summary>
public sealed class KillingFfmpeg
{
    private readonly string _folder;
    private readonly string _real;

    /// <summary>Writes the programs.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="file">Part of the path of the files.</param>
    /// <param name="command">What a shell does in place of reading them.</param>
    public KillingFfmpeg(string folder, string file, string command)
    {
        (_folder, _real) = (Directory.CreateDirectory(folder).FullName, Find("ffmpeg"));
        Write("ffprobe", $"exec {Find("ffprobe")} \"$@\"");
        Write("ffmpeg", $"case \"$*\" in *{file}*) {command} ;; esac\nexec {_real} \"$@\"");
    }

    /// <summary>For the setting <c>Media:FfmpegFolder</c>.</summary>
    public string Folder => _folder;

    /// <summary>Lets it work as it should from now on.</summary>
    public void Mend() => Write("ffmpeg", $"exec {_real} \"$@\"");

    private static string Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .First(File.Exists);

    // In one step, because it may be started at this moment.
    private void Write(string name, string script)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path + ".new", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Move(path + ".new", path, overwrite: true);
    }
}
