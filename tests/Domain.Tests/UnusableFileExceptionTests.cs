namespace MoTE.Indexing.Domain.Tests;

public sealed class UnusableFileExceptionTests
{
    private readonly UnusableFileException _failure = new(Path.Combine("my data (1) ü", "content.mp4"), name => $"{name} is empty.");

    [Fact]
    public void Message_OfAPath_NamesTheFileOnly() =>
        Assert.Equal(("content.mp4 is empty.", Path.Combine("my data (1) ü", "content.mp4")), (_failure.Message, _failure.Path));

    [Fact]
    public void Named_AnotherName_SaysTheSameOfIt()
    {
        var named = _failure.Named("Beach {0} day.mp4");

        Assert.Equal(("Beach {0} day.mp4 is empty.", _failure.Path), (named.Message, named.Path));
        Assert.Same(_failure, named.InnerException);
    }
}
