using System.CommandLine;

namespace MoTE.Indexing.Cli.Remote;

/// <summary><c>--server URL</c>: the command is about an archive that another process serves, in place of a data folder.</summary>
internal sealed class ServerOption
{
    private readonly Option<string?> _option = new("--server")
    {
        Description = "Address of a running MoTE server ('mote serve', or the search service) to work with, in place of a data folder",
        HelpName = "URL",
    };

    private ServerOption() => _option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && Parse(token.Value) is null)
            result.AddError($"'{token.Value}' is not the address of a server: expected something like http://127.0.0.1:8080.");
    });

    /// <summary>Adds the option to a command.</summary>
    /// <param name="command">The command, with its other options.</param>
    /// <param name="local">Options that mean nothing to a server; giving one of them as well is wrong usage.</param>
    public static ServerOption AddTo(Command command, params Option[] local)
    {
        var server = new ServerOption();
        command.Add(server._option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(server._option) is null)
                return;
            foreach (var option in local.Where(option => result.GetResult(option) is { Implicit: false }))
            {
                result.AddError($"{option.Name} is about this machine and --server about another: give one of them.");
            }
        });
        return server;
    }

    /// <summary>The address that was given, which ends with a slash; null for none.</summary>
    public Uri? Read(ParseResult parsed) => parsed.GetValue(_option) is { } address ? Parse(address) : null;

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
            ? address
            : null;
}
