using System.Text;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Storage;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Artifacts.Tests;

public sealed class VideoNoteFileTests : IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly FolderArtifactStore _store;

    public VideoNoteFileTests() => _store = new FolderArtifactStore(new FolderLayout(_data.Path));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task ReadAsync_WhatWasWritten_ComesBack()
    {
        var video = Examples.Video(1) with { Title = "Übersicht", Collection = "trips", Tags = new Dictionary<string, string> { ["place"] = "Oslo" }, Sources = ["/srv/a.mp4", "upload.mp4"] };

        await VideoNoteFile.WriteAsync(_store, video.Id, VideoNote.Of(video), Token);

        Assert.Equivalent(VideoNote.Of(video), await VideoNoteFile.ReadAsync(_store, video.Id, Token), strict: true);
    }

    [Fact]
    public async Task ReadAsync_None_IsNull() => Assert.Null(await VideoNoteFile.ReadAsync(_store, Examples.Id(1), Token));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"title":null,"collection":"c","tags":{},"sources":[],"receivedAt":"2026-01-02T03:04:05+00:00"}""")]
    public async Task ReadAsync_DamagedByHand_IsNull(string json)
    {
        await _store.PutAsync(Examples.Id(1), ArtifactNames.Note, Encoding.UTF8.GetBytes(json), Token);

        Assert.Null(await VideoNoteFile.ReadAsync(_store, Examples.Id(1), Token));
    }
}
