using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MoTE.Indexing.Browser.Tests.Fixtures;

namespace MoTE.Indexing.Browser.Tests;

public sealed partial class AdditionTests(Chromium chromium, WorkingArchive archive) : PageTest(chromium), IClassFixture<WorkingArchive>
{
    private const int PieceBytes = 8 * 1024 * 1024; // as tus.js cuts files
    private static int _made;

    [Fact]
    public async Task Choose_File_UploadsItAndSaysWhenItIsSearchable()
    {
        var path = await MakeAsync("reel-01", "ladders.mp4");
        var page = await OpenAsync(archive.Site);

        await page.ChooseFilesAsync(path);

        await Expect(Addition(page, "ladders")).ToContainTextAsync("Searchable, 3 segments");
        await Expect(page.MomentOf("ladders")).ToHaveCountAsync(1);
        await page.SearchForAsync("climbing up a ladder");
        await Expect(page.MomentOf("ladders")).Not.ToHaveCountAsync(0);
        await Addition(page, "ladders").Button("Dismiss").ClickAsync();
        await Expect(page.Additions()).ToHaveCountAsync(0);
        await Expect(page.Locator("#tray")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Choose_SeveralFiles_AreListedInTheirOrder()
    {
        RequestsMayFail = true;
        string[] paths = [await MakeAsync("clip-01", "first.mp4"), await MakeAsync("clip-02", "second.mp4"), await MakeAsync("clip-03", "third.mp4")];
        var page = await OpenAsync(archive.Site);
        await page.RouteAsync("**/api/videos", route => route.FulfillAsync(new RouteFulfillOptions { Status = 507, ContentType = "application/problem+json", Body = """{"detail":"The disk is full."}""" }));

        await page.ChooseFilesAsync(paths[0]);
        await page.ChooseFilesAsync(paths[1..]);

        await Expect(page.Additions().Locator(".name")).ToHaveTextAsync(["second.mp4", "third.mp4", "first.mp4"]);
    }

    [Fact]
    public async Task Choose_FileWithCollectionAndTags_KeepsThem()
    {
        var path = await MakeAsync("clip-01", "tagged.mp4");
        var page = await OpenAsync(archive.Site, "/?view=videos");

        await page.AddButton().ClickAsync();
        await page.GetByLabel("Tags").FillAsync("camera=B, city=Zürich");
        await page.Locator("#add-form [name=collection]").FillAsync("rushes");
        await page.Locator("#files").SetInputFilesAsync(path);

        await Expect(page.RowOf("tagged")).ToContainTextAsync("rushes · camera=B · city=Zürich");
        await Expect(page.RowOf("tagged").Locator(".state")).ToHaveTextAsync("Searchable, 1 segment");
    }

    [Fact]
    public async Task Play_VideoThatNoBrowserPlays_IsConvertedFirst()
    {
        var path = archive.File("old.avi");
        await Ffmpeg.RunAsync("-i", SampleArchive.Sample("reel-01"), "-c:v", "mpeg4", path);
        var page = await OpenAsync(archive.Site, "/?view=videos");
        await page.ChooseFilesAsync(path);

        await page.Button("Play old").ClickAsync();

        await page.PlaysFromAsync(0);
        Assert.Equal(320, await page.Screen().EvaluateAsync<int>("video => video.videoWidth"));
    }

    [Fact]
    public async Task Drop_FileAnywhere_UploadsIt()
    {
        var path = await MakeAsync("clip-02", "dropped.mp4");
        var page = await OpenAsync(archive.Site, "/?view=videos");

        var transfer = await page.EvaluateHandleAsync(
            "async base64 => { const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0)); const transfer = new DataTransfer(); transfer.items.add(new File([bytes], 'dropped.mp4', { type: 'video/mp4' })); return transfer; }",
            Convert.ToBase64String(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)));
        await page.DispatchEventAsync("body", "dragenter", new { dataTransfer = transfer });
        await Expect(page.Locator("#drop")).ToContainTextAsync("Drop to add");
        await page.DispatchEventAsync("body", "drop", new { dataTransfer = transfer });

        await Expect(page.Locator("#drop")).ToBeHiddenAsync();
        await Expect(page.RowOf("dropped").Locator(".state")).ToHaveTextAsync("Searchable, 1 segment");
        await Expect(Addition(page, "dropped")).ToContainTextAsync("Searchable");
    }

    [Fact]
    public async Task Choose_FileThatIsNoVideo_ShowsTheReason()
    {
        var path = archive.File("letter.mp4");
        await File.WriteAllTextAsync(path, "This is a letter.", TestContext.Current.CancellationToken);
        var page = await OpenAsync(archive.Site);

        await page.ChooseFilesAsync(path);

        await Expect(Addition(page, "letter").Locator(".said.bad")).Not.ToBeEmptyAsync();
        await Expect(page.Locator("#live")).ToContainTextAsync("letter");
    }

    [Fact]
    public async Task Pause_Upload_GoesOnWhereItStopped()
    {
        var path = await MakeAsync("clip-03", "halted.mp4", PieceBytes + 1000);
        var (page, offsets) = await StoppedAtTheSecondPieceAsync(path);

        await Addition(page, "halted").Button("Pause").ClickAsync();
        await Expect(Addition(page, "halted")).ToContainTextAsync("Paused at");
        await Addition(page, "halted").Button("Go on with").ClickAsync();

        await Expect(Addition(page, "halted")).ToContainTextAsync("Searchable");
        Assert.Equal(["0", $"{PieceBytes}", $"{PieceBytes}"], offsets);
    }

    [Fact]
    public async Task GoOn_FileWasChangedMeanwhile_SaysSo()
    {
        RequestsMayFail = true;
        var path = await MakeAsync("clip-08", "edited.mp4", PieceBytes + 1000);
        var (page, _) = await StoppedAtTheSecondPieceAsync(path);
        await Addition(page, "edited").Button("Pause").ClickAsync();
        await Expect(Addition(page, "edited")).ToContainTextAsync("Paused at");

        await File.AppendAllTextAsync(path, "more", TestContext.Current.CancellationToken);
        await Addition(page, "edited").Button("Go on with").ClickAsync();

        await Expect(Addition(page, "edited")).ToContainTextAsync("The file cannot be read any more");
        await Expect(page.Locator("#tray-title")).ToHaveTextAsync("1 file not added");
    }

    [Fact]
    public async Task Reload_WhileUploading_GoesOnWhereItStoppedOnceTheFileIsChosenAgain()
    {
        var path = await MakeAsync("clip-04", "reloaded.mp4", PieceBytes + 1000);
        var (page, offsets) = await StoppedAtTheSecondPieceAsync(path);

        await page.ReloadAsync();
        await Expect(Addition(page, "reloaded")).ToContainTextAsync("8.4 MB of 8.4 MB are there. Choose the file again to go on.");
        await Addition(page, "reloaded").Locator("input[type=file]").SetInputFilesAsync(SampleArchive.Sample("clip-01"));
        await Expect(Addition(page, "reloaded")).ToContainTextAsync("That is another file.");
        await Addition(page, "reloaded").Locator("input[type=file]").SetInputFilesAsync(path);

        await Expect(Addition(page, "reloaded")).ToContainTextAsync("Searchable");
        Assert.Equal(["0", $"{PieceBytes}", $"{PieceBytes}"], offsets);
        await page.ReloadAsync();
        await Expect(page.SearchBox()).ToBeFocusedAsync();
        await Expect(page.Additions()).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Cancel_Upload_TakesItBack()
    {
        var path = await MakeAsync("clip-05", "unfinished.mp4", PieceBytes + 1000);
        var page = await WindowAsync(archive.Site);
        var first = new TaskCompletionSource();
        await page.RouteAsync("**/api/uploads/*", async route =>
        {
            if (route.Request.Method == "PATCH" && first.TrySetResult())
                return;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/");
        await page.ChooseFilesAsync(path);
        await first.Task;

        var deletion = await page.RunAndWaitForResponseAsync(() => Addition(page, "unfinished").Button("Cancel").ClickAsync(), answer => answer.Request.Method == "DELETE");

        Assert.Equal(204, deletion.Status);
        await Expect(page.Additions()).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Lose_ServerWhileUploading_GoesOnByItselfWhenItIsBack()
    {
        RequestsMayFail = true;
        var path = await MakeAsync("clip-06", "interrupted.mp4", PieceBytes + 1000);
        var page = await WindowAsync(archive.Site);
        var isGone = false;
        await page.RouteAsync("**/api/**", async route =>
        {
            isGone |= route.Request.Method == "PATCH" && await route.Request.HeaderValueAsync("Upload-Offset") == $"{PieceBytes}";
            if (isGone)
                await route.AbortAsync();
            else
                await route.ContinueAsync();
        });
        await page.GotoAsync("/");
        await page.ChooseFilesAsync(path);
        await Expect(Addition(page, "interrupted")).ToContainTextAsync("goes on when the server is back");
        await Expect(page.Locator("#gone")).ToBeVisibleAsync();

        await page.UnrouteAllAsync();

        await Expect(Addition(page, "interrupted")).ToContainTextAsync("Searchable");
        await Expect(page.Locator("#gone")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Add_AddressOfThisMachine_SaysWhyNot()
    {
        RequestsMayFail = true;
        var page = await OpenAsync(archive.Site);
        await page.AddButton().ClickAsync();

        await page.GetByLabel("From an address").FillAsync("not an address");
        await page.Button("Add", exact: true).ClickAsync();
        await Expect(page.Locator("#add-problem")).ToContainTextAsync("https://");
        await page.GetByLabel("From an address").FillAsync(new Uri(archive.Site, "/favicon.svg").AbsoluteUri);
        await page.Button("Add", exact: true).ClickAsync();

        // Refused at once, or when it is fetched; in both cases with a sentence.
        await Expect(page.Locator("#add-problem:not(:empty), #tray-list .said.bad")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Delete_Video_AsksFirst()
    {
        var page = await OpenAsync(archive.Site, "/?view=videos");
        await page.ChooseFilesAsync(await MakeAsync("clip-07", "unwanted.mp4"));
        await Expect(page.RowOf("unwanted").Locator(".state")).ToHaveTextAsync("Searchable, 1 segment");

        await page.Button("Delete unwanted").ClickAsync();
        await page.Locator("#confirm").Button("Cancel").ClickAsync();
        await Expect(page.RowOf("unwanted")).ToBeVisibleAsync();
        await page.Button("Delete unwanted").ClickAsync();
        await page.Locator("#confirm").Button("Delete").ClickAsync();

        await Expect(page.RowOf("unwanted")).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(page.Locator("#videos-view")).ToBeVisibleAsync();
        await Expect(page.RowOf("unwanted")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Retry_RejectedVideo_IsTriedAgain()
    {
        var path = archive.File("noise.mp4");
        await File.WriteAllTextAsync(path, "Not a video either.", TestContext.Current.CancellationToken);
        var page = await OpenAsync(archive.Site, "/?view=videos");
        await page.ChooseFilesAsync(path);
        await Expect(page.RowOf("noise").Locator(".state")).ToHaveTextAsync("Rejected");

        var answer = await page.RunAndWaitForResponseAsync(() => page.Button("Try noise again").ClickAsync(), AnyRetry());

        Assert.True(answer.Ok, await answer.TextAsync());
        await Expect(page.RowOf("noise").Locator(".state")).ToHaveTextAsync("Rejected");
    }

    private static ILocator Addition(IPage page, string name) => page.Additions().Filter(new LocatorFilterOptions { HasText = name });

    [GeneratedRegex("/retry$")]
    private static partial Regex AnyRetry();

    // The first piece arrives; the second hangs until the test goes on.
    private async Task<(IPage Page, List<string> Offsets)> StoppedAtTheSecondPieceAsync(string path)
    {
        var page = await WindowAsync(archive.Site);
        var second = new TaskCompletionSource();
        var offsets = new List<string>();
        await page.RouteAsync("**/api/uploads/*", async route =>
        {
            if (route.Request.Method == "PATCH")
                offsets.Add(await route.Request.HeaderValueAsync("Upload-Offset") ?? "");
            if (offsets.Count == 2 && second.TrySetResult())
                return;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/");
        await page.ChooseFilesAsync(path);
        await second.Task;
        return (page, offsets);
    }

    // Other bytes each time: the archive stores the same bytes once.
    private Task<string> MakeAsync(string sample, string name, int extraBytes = 0) =>
        Mp4Copies.WriteAsync(SampleArchive.Sample(sample), archive.File(name), extraBytes + Interlocked.Increment(ref _made));
}
