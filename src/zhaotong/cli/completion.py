"""The command that prints the script by which a shell completes: `zhaotong completion`."""

import os
from pathlib import Path

import click
from click.shell_completion import ZshComplete

from helpers.text.language import _, either
from helpers.text.messages import InputError
from zhaotong.cli.completing import PROGRAM, VARIABLE, Bash, Fish
from zhaotong.cli.options import Command, argument

_SHELLS = {"bash": Bash, "fish": Fish, "zsh": ZshComplete}
_INSTALLED = {
    "bash": 'eval "$(zhaotong completion bash)"',
    "fish": "zhaotong completion fish | source",
    "zsh": 'eval "$(zhaotong completion zsh)"',
}
_FILES = {"bash": "~/.bashrc", "fish": "~/.config/fish/config.fish", "zsh": "~/.zshrc"}


@click.command(cls=Command)
@argument("shell", type=click.Choice(list(_SHELLS)), required=False)
def completion(shell: str | None) -> None:
    """Print the script by which SHELL completes commands, notebooks, parameters, values and reports with Tab.

    SHELL is bash, zsh or fish, by default the one in use. The last line of the script says how to have it in every
    shell.
    """
    shell = shell or Path(os.environ.get("SHELL", "")).name
    if shell not in _SHELLS:
        raise InputError(_("for which shell? %(shells)s is expected") % {"shells": either(list(_SHELLS))})
    found = _SHELLS[shell]({}, {}, PROGRAM, VARIABLE)  # type: ignore[arg-type]
    click.echo(found.source().rstrip())
    click.echo(
        _("# to have it in every shell, put into %(file)s: %(line)s")
        % {"file": _FILES[shell], "line": _INSTALLED[shell]}
    )
