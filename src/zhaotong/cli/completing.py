"""Complete what is typed in a shell, fast: only the command that is typed is loaded, and no library of figures."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    add_completion_class,
    shell_complete,
    split_arg_string,
)

from helpers.text.messages import InputError
from zhaotong.cli.commands import Commands
from zhaotong.cli.options import Group
from zhaotong.cli.speech import speak_as_the_shell

VARIABLE = "_ZHAOTONG_COMPLETE"  # how click's scripts ask, and where it looks
PROGRAM = "zhaotong"


class _Commands(Group):
    """The commands, for a shell."""

    def __init__(self) -> None:
        super().__init__(PROGRAM, commands=cast(Any, Commands()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Their names, without their help, for which all would be loaded."""
        if incomplete.startswith("-"):
            return click.Command.shell_complete(self, ctx, incomplete)
        return [CompletionItem(name) for name in self.list_commands(ctx) if name.startswith(incomplete)]


class Bash(BashComplete):
    """As click has it, but for a word with `=`, of which bash makes three, and for letters that bash must quote."""

    def source(self) -> str:
        return Path(__file__).with_name("complete.bash").read_text(encoding="utf-8") % self.source_vars()

    def get_completion_args(self) -> tuple[list[str], str]:
        line = os.environ["COMP_WORDS"]
        words = split_arg_string(line)
        incomplete = "" if line[-1:].isspace() or len(words) < 2 else words.pop()
        return words[1:], incomplete

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        items = super().get_completions(args, incomplete)
        before, sign, _after = incomplete.rpartition("=")  # bash replaces what stands behind it
        for item in items:
            item.value = item.value.removeprefix(before + sign)
        return items


class Fish(FishComplete):
    """As click has it, but for a value with a comma, as of a list."""

    source_template = FishComplete.source_template.replace('split ","', 'split --max 1 ","')


add_completion_class(Bash)
add_completion_class(Fish)


def main() -> None:
    """Answer a shell. Whoever presses Tab reads no message: where nothing can be offered, nothing is."""
    code = 1
    with suppress(Exception):
        with suppress(InputError):
            speak_as_the_shell()
        code = shell_complete(_Commands(), {}, PROGRAM, VARIABLE, os.environ[VARIABLE])
    sys.exit(code)
