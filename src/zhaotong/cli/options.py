"""Commands and options in the language of the shell, and `--data DIR` and `--notebooks DIR`, which every command takes.

Help is written in English where a command is declared, and put into the language in use when it is shown.
"""

import inspect
from collections.abc import Mapping
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any

import click

from helpers.figures.paths import use_data
from helpers.text.language import _
from helpers.text.messages import InputError
from helpers.text.typed import language_typed
from zhaotong.cli.layout import Formatter, first_sentence
from zhaotong.reports.mappings import given_values
from zhaotong.reports.notebooks import use_notebooks


class Option(click.Option):
    """An option whose help and metavar are shown in the language in use, and which does not take two values for one."""

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        """Collect all values that are given, of which click would keep the last; a flag is the same however often."""
        if self.multiple or self.is_flag or self.count:
            super().add_to_parser(parser, ctx)
        else:
            parser.add_option(obj=self, opts=self.opts, dest=self.name, action="append", nargs=self.nargs)

    def consume_value(self, ctx: click.Context, opts: Mapping[str, Any]) -> tuple[Any, Any]:
        """The value that was given, once or again the same.

        Raises
        ------
        InputError
            Two values were given.
        """
        given = opts.get(self.name or "")
        if isinstance(given, list) and not self.multiple:
            if not ctx.resilient_parsing:  # as while a shell completes
                words = _('%(name)s is given twice, "%(first)s" and "%(second)s"; give it once')
                given_values(((self.opts[-1], str(value)) for value in given), words)
            opts = {**opts, self.name or "": given[0]}
        return super().consume_value(ctx, opts)

    def make_metavar(self, ctx: click.Context) -> str:
        return _(super().make_metavar(ctx))

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        shown = copy(self)
        shown.help = self.help and _(self.help)
        return super(Option, shown).get_help_record(ctx)


class LanguageChoice(click.Choice):
    """A language by its code, or by what else names it: zh, 中文, Chinese, zh-CN."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert((language_typed(value) or value) if isinstance(value, str) else value, param, ctx)


class Argument(click.Argument):
    """An argument whose name is shown in the language in use."""

    def make_metavar(self, ctx: click.Context) -> str:
        return _(super().make_metavar(ctx))


option, argument = partial(click.option, cls=Option), partial(click.argument, cls=Argument)


class Context(click.Context):
    """A context whose help is laid out for the language in use."""

    formatter_class = Formatter


class Spoken(click.Command):
    """A command whose help is shown in the language in use."""

    context_class = Context

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return list(map(_, super().collect_usage_pieces(ctx)))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`, which click declares once, with its help in the language of that moment."""
        shown = super().get_help_option(ctx)
        if shown:
            shown.help = _("Show this message and exit.")
        return shown

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence whole, whatever the limit: half of one says nothing."""
        return first_sentence(self._said)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shown = copy(self)
        shown.help = self._said
        super(Spoken, shown).format_help_text(ctx, formatter)

    @property
    def _said(self) -> str:
        return _(inspect.cleandoc(self.help)) if self.help else ""


class Group(Spoken, click.Group):
    """A group of commands."""


_DATA = "zhaotong.data"  # under which a context keeps what --data said


def data_option() -> list[str]:
    """The option `--data` as it was given to the command that runs, for another command that it names."""
    context = click.get_current_context(silent=True)
    folder = context.meta.get(_DATA) if context else None
    return ["--data", str(folder)] if folder else []


def _use_data(context: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    if folder is None:
        return
    context.meta[_DATA] = folder
    if not (folder / "datapackage.json").is_file():
        words = _("--data %(folder)s: no data package is there; a copy of data/ is a start")
        raise InputError(words % {"folder": folder})
    use_data(folder)


def _use_notebooks(_context: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    if folder is None:
        return
    if not folder.is_dir():
        raise InputError(_("--notebooks %(folder)s: there is no such folder") % {"folder": folder})
    use_notebooks(folder)


class Command(Spoken):
    """A command that takes the options `--data` and `--notebooks`: where the figures and the notebooks are."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        for name, callback, words in (
            ("--data", _use_data, "The folder of the figures; data/ of the project, or ZHAOTONG_DATA, by default."),
            (
                "--notebooks",
                _use_notebooks,
                "The folder of the notebooks; notebooks/ of the project, or ZHAOTONG_NOTEBOOKS, by default.",
            ),
        ):
            named: dict[str, Any] = {"type": click.Path(path_type=Path), "metavar": "DIR", "help": words}
            self.params.append(Option([name], is_eager=True, expose_value=False, callback=callback, **named))
