using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using MoTE.Indexing.Servers;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Processes.Tests;

/// <summary>The alert rules, as Prometheus's own tool reads and tries them.</summary>
public sealed partial class AlertRulesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "infra", "telemetry");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("check", "config", "prometheus.yml")]
    [InlineData("test", "rules", "alerts.test.yml")]
    public async Task Promtool_OnTheCommittedFiles_IsContent(params string[] arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var promtool = Start(start);
        var (output, error) = (promtool.StandardOutput.ReadToEndAsync(Token), promtool.StandardError.ReadToEndAsync(Token));
        await promtool.WaitForExitAsync(Token);

        Assert.True(promtool.ExitCode == 0, await output + await error);
    }

    [Fact]
    public void Rules_EachAlert_IsTriedByATest()
    {
        var alerts = Alerts().Matches(Read("alerts.yml")).Select(alert => alert.Groups[1].Value).ToList();

        Assert.NotEmpty(alerts);
        Assert.Equal(alerts.Order(), Expectations().Matches(Read("alerts.test.yml")).Select(test => test.Groups[1].Value).Distinct().Order());
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            MissingServer.SkipOrFail("promtool", "install Prometheus (infra/setup.sh --tests does on Debian and Ubuntu).");
            throw;
        }
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    [GeneratedRegex(@"^\s*- alert: (\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Alerts();

    // That it fires; that it does not is no test without one that it does.
    [GeneratedRegex(@"^\s+alertname: (\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Expectations();
}
