"""The command line: `zhaotong`.

Exit codes: 0 all made; 1 a notebook failed, the others were made; 2 wrong usage, parameter or data, before anything
ran; 130 interrupted.
"""

import signal
import sys

import click

from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.cli.authoring import lint, new
from zhaotong.cli.forecasts import forecasts
from zhaotong.cli.keeping import add, check, template
from zhaotong.cli.options import Group, Option
from zhaotong.cli.reports import compare, notebooks, parameters, report, sweep
from zhaotong.cli.speech import show_error, speak_as_the_shell
from zhaotong.cli.why import why


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    package_name="zhaotong-growth", message="%(prog)s %(version)s", cls=Option, help="Show the version and exit."
)
def zhaotong() -> None:
    """Reports on how fast Zhaotong, or any region that the data hold, has grown."""


for _command in (notebooks, parameters, new, lint, report, sweep, compare, why, forecasts, template, add, check):
    zhaotong.add_command(_command)


def main() -> None:
    """Run the command; every fault of input ends in one clear message and exit code 2."""
    for name in ("SIGTERM", "SIGHUP"):  # asked to end, as by Ctrl-C; nohup and the like are respected
        if (number := getattr(signal, name, None)) and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    try:
        speak_as_the_shell()
        zhaotong.main(prog_name="zhaotong", standalone_mode=False)
    except click.ClickException as error:
        show_error(error)
        sys.exit(2)
    except InputError as error:
        click.echo(error, err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("interrupted; reports made before stand"), err=True)
        sys.exit(130)
