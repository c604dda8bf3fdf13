"""The command line: `zhaotong`.

Exit codes: 0 all made; 1 a notebook failed, the others were made; 2 wrong usage, parameter or data, before anything
ran; 130 interrupted.
"""

import sys
from typing import Any, cast

import click

from helpers.figures.paths import data_named
from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.cli.commands import MAKING, Commands
from zhaotong.cli.options import Group, Option
from zhaotong.cli.speech import end_unheard, show_error, speak_as_the_shell


@click.group(cls=Group, commands=cast(Any, Commands()), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    package_name="zhaotong-growth", message="%(prog)s %(version)s", cls=Option, help="Show the version and exit."
)
def zhaotong() -> None:
    """Reports on how fast Zhaotong, or any region that the data hold, has grown.

    In Python: import helpers. What its names take and give is in docs/reference.md.
    """


def main() -> None:
    """Run the command; every fault of input ends in one clear message and exit code 2.

    Raises
    ------
    KeyboardInterrupt
        It was interrupted.
    OSError, MemoryError
        The system refused what was needed.
    """
    try:
        speak_as_the_shell()
        zhaotong.main(prog_name="zhaotong", standalone_mode=False)
    except click.ClickException as error:
        show_error(error)
        sys.exit(2)
    except InputError as error:
        click.echo(error, err=True)
        if "data/" in str(error) and (folder := data_named()) and folder not in str(error):
            click.echo(_("(data/ is %(folder)s here)") % {"folder": folder}, err=True)
        sys.exit(2)
    except click.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as stop:
        if stop.code:
            raise
    if "".join(sys.argv[1:2]) not in MAKING:
        end_unheard()
