using Microsoft.Extensions.Time.Testing;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Ingest.Watching;

namespace MoTE.Indexing.Ingest.Tests.Watching;

public sealed class SettlingFilesTests
{
    private const string Path = "/films/clip.mp4";
    private readonly FakeTimeProvider _clock = new();
    private readonly SettlingFiles _files;

    public SettlingFilesTests() => _files = new SettlingFiles(TimeSpan.FromSeconds(5), _clock);

    [Fact]
    public void Look_StableFile_IsReadyOnceAndAfterTheTime()
    {
        Assert.False(Look(100));
        Assert.False(Look(100, after: 4));
        Assert.True(Look(100, after: 1));
        Assert.False(Look(100, after: 100));
        Assert.Empty(_files.Settling);
    }

    [Fact]
    public void Look_GrowingFile_StartsAgainWithEveryChange()
    {
        for (var size = 1; size < 20; size++)
        {
            Assert.False(Look(size, after: 4));
        }

        Assert.Equal([Path], _files.Settling);
        Assert.False(Look(19, after: 4));
        Assert.True(Look(19, after: 1));
    }

    [Fact]
    public void Look_SameLengthButRewritten_StartsAgain()
    {
        Assert.False(Look(100, written: 1));
        Assert.False(Look(100, written: 2, after: 5));
        Assert.True(Look(100, written: 2, after: 5));
    }

    [Fact]
    public void Look_TakenFileThatChanges_IsReadyAgain()
    {
        Take(100);

        Assert.False(Look(200, after: 50));
        Assert.True(Look(200, after: 5));
    }

    [Fact]
    public void Look_EmptyFile_WaitsForItsFirstByte()
    {
        Assert.False(Look(0));
        Assert.False(Look(0, after: 1000));
        Assert.Empty(_files.Settling);
        Assert.False(Look(1));
        Assert.True(Look(1, after: 5));
    }

    [Fact]
    public void Look_GoneAndBack_IsReadyAgain()
    {
        Take(100);
        Assert.False(_files.Look(Path, null));

        Assert.False(Look(100));
        Assert.True(Look(100, after: 5));
    }

    [Fact]
    public void Keep_FileThatIsNotThere_IsForgotten()
    {
        Take(100);
        _ = _files.Look("/films/other.mp4", new FileStamp("/films/other.mp4", 1, default));

        _files.Keep(new HashSet<string>());

        Assert.Empty(_files.Settling);
        Assert.False(Look(100));
        Assert.True(Look(100, after: 5));
    }

    [Fact]
    public void Keep_FileThatIsThere_StaysTaken()
    {
        Take(100);

        _files.Keep(new HashSet<string> { Path });

        Assert.False(Look(100));
        Assert.False(Look(100, after: 100));
    }

    private void Take(long size)
    {
        _ = Look(size);
        Assert.True(Look(size, after: 5));
    }

    private bool Look(long size, int written = 0, int after = 0)
    {
        _clock.Advance(TimeSpan.FromSeconds(after));
        return _files.Look(Path, new FileStamp(Path, size, DateTimeOffset.UnixEpoch.AddSeconds(written)));
    }
}
