using System.Net;
using MoTE.Indexing.Ingest.Addresses;

namespace MoTE.Indexing.Ingest.Tests.Addresses;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.19.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:a00:1::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Allows_SpecialAddress_OnlyWhereItsNetworkIsNamed(string address)
    {
        var meant = IPAddress.Parse(address);

        Assert.False(new AddressGuard(new AddressOptions()).Allows(meant, 80));
        Assert.False(AddressGuard.IsPublic(meant));
        Assert.True(new AddressGuard(new AddressOptions { AllowedNetworks = [$"{new IPAddress(meant.GetAddressBytes())}/{meant.GetAddressBytes().Length * 8}"] }).Allows(meant, 8123));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("168.63.129.17")]
    [InlineData("169.253.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("2001:200::1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void Allows_PublicAddress_AtTheAllowedPortsOnly(string address)
    {
        var guard = new AddressGuard(new AddressOptions());

        Assert.True(guard.Allows(IPAddress.Parse(address), 80));
        Assert.True(guard.Allows(IPAddress.Parse(address), 443));
        Assert.False(guard.Allows(IPAddress.Parse(address), 25));
        Assert.False(guard.Allows(IPAddress.Parse(address), 8080));
        Assert.True(new AddressGuard(new AddressOptions { AllowedPorts = [8080] }).Allows(IPAddress.Parse(address), 8080));
    }

    [Fact]
    public void Allows_MappedAddressOfAnAllowedNetwork_Is()
    {
        var guard = new AddressGuard(new AddressOptions { AllowedNetworks = ["10.1.0.0/16"] });

        Assert.True(guard.Allows(IPAddress.Parse("10.1.2.3"), 9000));
        Assert.True(guard.Allows(IPAddress.Parse("::ffff:10.1.2.3"), 9000));
        Assert.False(guard.Allows(IPAddress.Parse("10.2.0.1"), 80));
        Assert.False(guard.Allows(IPAddress.Parse("::ffff:10.2.0.1"), 80));
    }
}
