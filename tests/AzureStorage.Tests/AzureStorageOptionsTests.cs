using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.AzureStorage.Tests;

public sealed class AzureStorageOptionsTests
{
    private const string Connection = "DefaultEndpointsProtocol=https;AccountName=account;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net";

    [Fact]
    public void Validate_ConnectionString_IsAccepted() => Assert.Empty(Faults(new AzureStorageOptions { ConnectionString = Connection, CacheFolder = "cache" }));

    [Fact]
    public void Validate_AddressForAManagedIdentity_IsAccepted() =>
        Assert.Empty(Faults(new AzureStorageOptions { ServiceUri = new Uri("https://account.blob.core.windows.net"), CacheFolder = "cache" }));

    [Fact]
    public void Validate_NeitherOrBoth_IsRefused()
    {
        const string Sentence = "Give either AzureStorage:ConnectionString, or AzureStorage:ServiceUri for access by managed identity.";

        Assert.Equal([Sentence], Faults(new AzureStorageOptions { CacheFolder = "cache" }));
        Assert.Equal([Sentence], Faults(new AzureStorageOptions { ConnectionString = Connection, ServiceUri = new Uri("https://account.blob.core.windows.net"), CacheFolder = "cache" }));
    }

    [Theory]
    [InlineData("no connection string")]
    [InlineData("AccountName=account;AccountKey=secret")]
    public void Validate_NoConnectionString_IsRefusedWithoutShowingIt(string text) => Assert.Equal(
        ["AzureStorage:ConnectionString is not a connection string of Azure Storage."], Faults(new AzureStorageOptions { ConnectionString = text, CacheFolder = "cache" }));

    [Theory]
    [InlineData("http://account.blob.core.windows.net")]
    [InlineData("account")]
    public void Validate_AddressWithoutHttps_IsRefused(string address) => Assert.Equal(
        ["AzureStorage:ServiceUri is not an https address."], Faults(new AzureStorageOptions { ServiceUri = new Uri(address, UriKind.RelativeOrAbsolute), CacheFolder = "cache" }));

    [Theory]
    [InlineData("mo")]
    [InlineData("Mote")]
    [InlineData("mote--videos")]
    [InlineData("-mote")]
    public void Validate_NoNameOfAContainer_IsRefused(string container) =>
        Assert.Single(Faults(new AzureStorageOptions { ConnectionString = Connection, CacheFolder = "cache", Container = container }));

    [Fact]
    public void Validate_NoCacheFolder_IsRefused() => Assert.Single(Faults(new AzureStorageOptions { ConnectionString = Connection }));

    private static IEnumerable<string?> Faults(AzureStorageOptions options)
    {
        var faults = new List<ValidationResult>();
        _ = Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults.Select(fault => fault.ErrorMessage);
    }
}
