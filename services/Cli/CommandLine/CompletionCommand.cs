using System.CommandLine;

namespace MoTE.Indexing.Cli.CommandLine;

/// <summary><c>mote completion bash|zsh</c>: what makes a shell complete commands and options. The program itself knows what may follow.</summary>
internal static class CompletionCommand
{
    // What follows a word goes through the directive [suggest:PLACE] of the command line; files where it knows nothing.
    private const string Bash =
        """
        # Completion of mote. In ~/.bashrc: eval "$(mote completion bash)"
        _mote() {
          local answers
          answers=$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
          mapfile -t COMPREPLY < <(compgen -W "$answers" -- "${COMP_WORDS[COMP_CWORD]}")
        }
        complete -o default -F _mote mote
        """;

    private const string Zsh =
        """
        # Completion of mote. In ~/.zshrc, after compinit: eval "$(mote completion zsh)"
        _mote() {
          local -a answers
          answers=("${(@f)$("${words[1]}" "[suggest:$((CURSOR))]" "$BUFFER" 2>/dev/null)}")
          [[ -n "${answers[1]}" ]] && compadd -a answers || _files
        }
        compdef _mote mote
        """;

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash or zsh" };
        shell.AcceptOnlyFromAmong("bash", "zsh");
        var command = new Command("completion", "Prints what makes a shell complete commands and options") { shell };
        command.SetAction(parsed =>
        {
            terminal.Output.WriteLine((parsed.GetRequiredValue(shell) == "bash" ? Bash : Zsh).ReplaceLineEndings("\n"));
            return ExitCode.Done;
        });
        return command;
    }
}
