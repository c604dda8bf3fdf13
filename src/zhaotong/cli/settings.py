"""How parameters are set on the command line: `-p NAME VALUE`, or `-p NAME=VALUE` as one word."""

import re
from collections.abc import Iterable
from itertools import islice

import click

from helpers.text.language import _
from zhaotong.cli.options import Command
from zhaotong.reports.mappings import given_values

OPTION = "-p"
ONE_WORD = re.compile(r"(\w+)\s*[=＝](.*)", re.DOTALL)


class Setting(Command):
    """A command that sets parameters with `-p`, each in one word or in two."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta["words"] = list(args)  # for whoever completes them: click tells only what it has parsed
        return super().parse_args(ctx, in_two_words(args))


def in_two_words(words: list[str]) -> list[str]:
    """The words of a command with each NAME=VALUE behind -p in two: a value may have the sign, a name has none."""
    found: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            return [*found, word, *rest]
        setting = (word.removeprefix(OPTION) or next(rest, None)) if word.startswith(OPTION) else None
        if setting is None:
            found.append(word)
        elif one := ONE_WORD.fullmatch(setting):
            found += [OPTION, one[1], one[2]]
        else:
            found += [OPTION, setting, *islice(rest, 1)]
    return found


def values_set(given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The parameters that were set.

    Raises
    ------
    InputError
        One was set to two values; to set it twice to one is harmless.
    """
    return given_values(given, _('parameter "%(name)s" is set twice, to "%(first)s" and "%(second)s"; set it once'))
