using Microsoft.Data.Sqlite;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Index.Tests;

/// <summary>Files of earlier formats go on working. <c>Formats/format-N.sql</c> makes a file as that format's program left it.</summary>
public sealed class FormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenOrCreate_Format1_KeepsWhatWasFinished()
    {
        using var store = Open(format: 1);
        var catalogue = new SqliteVideoCatalogue(store);

        var videos = await catalogue.ListAsync(Token);

        Assert.Equal([VideoState.Searchable, VideoState.Received, VideoState.Rejected], videos.Select(video => video.State));
        Assert.Equal([(1, 1), (0, 0), (0, 0)], videos.Select(video => (video.ChunksDone, video.ChunksTotal)));
        Assert.Equal([2, 0, 0], videos.Select(video => video.Segments));
        Assert.Equal(["/videos/whole.mp4", "/videos/copy.mp4"], videos[0].Sources);
        Assert.Equal("Oslo", videos[0].Tags["place"]);
        Assert.Equal("It is empty.", videos[2].Reason);
    }

    [Fact]
    public async Task OpenOrCreate_Format2_KeepsWhatIsHalfDone()
    {
        using var store = Open(format: 2);

        var videos = await new SqliteVideoCatalogue(store).ListAsync(Token);

        Assert.Equal([VideoState.Searchable, VideoState.Embedding], videos.Select(video => video.State));
        Assert.Equal([(2, 2, 2), (1, 2, 1)], videos.Select(video => (video.ChunksDone, video.ChunksTotal, video.Segments)));
        Assert.Equal("A part does not decode.", videos[0].Remark);
        Assert.Equal(new VideoFormat(320, 180, "matroska,webm", "vp9", "yuv420p", AudioCodec: null), videos[1].Format);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task OpenOrCreate_EarlierFormat_FindsTheSegments(int format)
    {
        using var store = Open(format);
        var query = new SegmentQuery("m1", [0, 1], [0.5f, 0.75f], Count: 9) { Filter = new VideoFilter { TitleContains = "whole" } };

        var matches = await new SqliteSegmentIndex(store).FindAsync(query, Token);

        Assert.Equal(
            [
                new Segment(Examples.Id(1), 1, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), 250, 499),
                new Segment(Examples.Id(1), 0, TimeSpan.Zero, TimeSpan.FromSeconds(10), 0, 249),
            ],
            matches.Select(match => match.Segment));
        Assert.Equal([0, 1], matches[0].View.Spatial);
        Assert.Equal([0, -0.5f], matches[0].View.Temporal);
        Assert.Equal([1], matches[0].View.NearestClasses);

        // The query is nearer than the one archive class, so the gain is its own: exp(20 (0.75 - 1)).
        Assert.Equal(Math.Exp(-5), matches[0].Gain, 1e-6);
        Assert.Equal(1, matches[0].Score, 1e-6);
        Assert.Equal(format == 1 ? 2 : 3, await new SqliteSegmentIndex(store).CountAsync("m1", VideoFilter.None, Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task OpenOrCreate_EarlierFormat_HasTheSameTablesAsANewFile(int format)
    {
        using var old = Open(format);
        using var newFolder = new TemporaryFolder();
        using var fresh = SqliteStore.OpenOrCreate(newFolder.Path);

        Assert.Equal(Columns(fresh), Columns(old));
        await new SqliteVideoCatalogue(old).SaveAsync(Examples.Video(9), Token);
        await new SqliteSegmentIndex(old).StoreAsync(Examples.Video(9), 3, Examples.Segments(9, 2), Token);
        await new SqliteSegmentIndex(old).DeleteAsync(Examples.Id(1), Token);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void OpenOrCreate_EarlierFormatTwice_ChangesNothingTheSecondTime(int format)
    {
        Open(format).Dispose();
        var before = File.ReadAllBytes(_folder.File(SqliteStore.FileName));

        SqliteStore.OpenOrCreate(_folder.Path).Dispose();

        Assert.Equal(before, File.ReadAllBytes(_folder.File(SqliteStore.FileName)));
    }

    public void Dispose() => _folder.Dispose();

    private static List<string> Columns(SqliteStore store)
    {
        using var connection = store.Connect();
        return connection.Query(
            """
            SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c.[notnull] || ' ' || c.pk
            FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type IN ('table', 'index') AND t.name NOT LIKE 'sqlite_%' ORDER BY 1
            """,
            row => row.GetString(0));
    }

    private SqliteStore Open(int format)
    {
        using var script = new StreamReader(typeof(FormatTests).Assembly.GetManifestResourceStream($"format-{format}.sql")!);
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.File(SqliteStore.FileName), Pooling = false }.ToString()))
        {
            connection.Open();
            connection.Execute("PRAGMA journal_mode = WAL;");
            connection.Execute(script.ReadToEnd());
        }

        return SqliteStore.OpenOrCreate(_folder.Path);
    }
}
