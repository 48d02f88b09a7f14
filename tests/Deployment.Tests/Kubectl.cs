using System.ComponentModel;
using System.Diagnostics;

namespace MoTE.Indexing.Deployment.Tests;

/// <summary>The <c>kubectl</c> of this machine; no cluster is asked.</summary>
internal static class Kubectl
{
    /// <summary>Renders a folder with a <c>kustomization.yaml</c>; skips the running test where there is no kubectl.</summary>
    /// <exception cref="InvalidOperationException">It could not; with what it said.</exception>
    public static async Task<string> KustomizeAsync(string folder, CancellationToken cancellationToken)
    {
        using var kubectl = Start(new ProcessStartInfo("kubectl", ["kustomize", folder]) { RedirectStandardOutput = true, RedirectStandardError = true });
        var error = kubectl.StandardError.ReadToEndAsync(cancellationToken);
        var rendered = await kubectl.StandardOutput.ReadToEndAsync(cancellationToken);
        await kubectl.WaitForExitAsync(cancellationToken);
        return kubectl.ExitCode == 0 ? rendered : throw new InvalidOperationException($"kubectl could not render {folder}: {await error}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("kubectl did not start.");
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no kubectl to render infra/kubernetes with: install it (https://kubernetes.io/docs/tasks/tools/).");
            throw;
        }
    }
}
