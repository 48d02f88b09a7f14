using System.Security.Cryptography;
using System.Text;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Storage;

/// <summary>Which video was last found at which path, so that a file that looks the same need not be read again: the files <c>videos/by-path/ab/HASH-OF-PATH</c>.</summary>
/// <remarks>Hints only: whoever follows one checks the video's record. One that a crash left behind leads nowhere and does no harm.</remarks>
/// <param name="layout">The data folder.</param>
/// <param name="folder">Changes the files.</param>
internal sealed class PathNotes(FolderLayout layout, DurableFolder folder)
{
    /// <summary>The video last found at a path; null for none.</summary>
    public VideoId? Find(string path)
    {
        try
        {
            var text = File.ReadAllText(NoteOf(path));
            return VideoId.TryParse(text, out var id) ? id : null;
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Notes what is at a path now.</summary>
    /// <param name="place">For the file on its way.</param>
    /// <param name="path">Absolute path.</param>
    /// <param name="id">The video.</param>
    public void Note(TemporaryPlace place, string path, VideoId id)
    {
        if (Find(path) == id)
            return;
        var note = place.File("note");
        DurableFolder.Write(note, Encoding.ASCII.GetBytes(id.Value));
        folder.PutFile(note, NoteOf(path));
    }

    /// <summary>Forgets a path, unless another video has been found there since.</summary>
    public void Forget(string path, VideoId id)
    {
        if (Find(path) == id)
            folder.DeleteFile(NoteOf(path));
    }

    private string NoteOf(string path)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
        return Path.Combine(layout.Videos, "by-path", name[..2], name);
    }
}
