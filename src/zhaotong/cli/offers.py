"""What a shell is offered where a command takes a notebook, a parameter, a value or a file."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from helpers.figures.paths import PROJECT
from helpers.parameters.declarations import Declaration
from zhaotong.cli.candidates import Thing, values_of
from zhaotong.cli.settings import ONE_WORD, OPTION
from zhaotong.reports.notebooks import FOLDER, Notebook, find_notebook, list_notebooks, readable
from zhaotong.reports.orders import is_all

Offer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def notebooks(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The notebooks by name, or the files that may be some."""
    return offered(typed, [Thing((each.name,)) for each in list_notebooks()]) or _files()


def notebooks_and_all(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The notebooks, and the word for all of them."""
    return offered(typed, [*(Thing((each.name,)) for each in list_notebooks()), Thing(("all",))]) or _files()


def settings(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Behind -p: the parameters of the notebook that is named, then what the parameter may be."""
    words: list[str] = context.meta.get("words", [])
    declared = {each.name: each for notebook in _named(context, words) for each in notebook.declarations}
    if words[-2:-1] == [OPTION]:
        return [] if ONE_WORD.fullmatch(words[-1]) else _values(declared, words[-1], typed)
    if one := ONE_WORD.fullmatch(typed):
        before = typed[: one.start(2)]
        return [CompletionItem(before + each.value, help=each.help) for each in _values(declared, one[1], one[2])]
    return offered(typed, [Thing((each.name,), each.meaning) for each in declared.values()])


def _values(declared: dict[str, Declaration], name: str, typed: str) -> list[CompletionItem]:
    if name not in declared:
        return []
    if declared[name].type == "Text":
        return _files()
    others, comma, last = typed.rpartition(",") if declared[name].type == "Regions" else ("", "", typed)
    found = offered(last, values_of(declared[name], last))  # of several, the last is being typed
    return [CompletionItem(others + comma + each.value, help=each.help) for each in found]


def presets(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The presets of the notebook that is named, or any file."""
    paths = [path for notebook in _named(context, context.meta.get("words", [])) for path in notebook.presets]
    return _paths(paths, typed)


def sweeps(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The sweeps of the project, or any file."""
    return _paths(sorted((FOLDER / "sweeps").glob("*.yml")), typed)


def texts(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Any file."""
    return _files()


def pages(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The pages of reports, or any file."""
    return _paths(sorted((PROJECT / "reports").glob("[!.]*/*.html")), typed)


def of_type(kind: str) -> Offer:
    """What a value of a type may be, by its names."""

    def offer(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        return offered(typed, values_of(Declaration("", kind, "", "", None), typed))

    return offer


regions, indicators = of_type("Region"), of_type("Indicator")


def figure_or_file(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """What the words of `zhaotong add` may be: a region or a file, then an indicator; the rest is the keeper's."""
    given = len(context.params.get(parameter.name or "") or ())
    if given == 0:
        return regions(context, parameter, typed) or _files()
    return indicators(context, parameter, typed) if given == 1 else []


def offered(typed: str, things: Iterable[Thing]) -> list[CompletionItem]:
    """The things with a name that begins as is typed, each by that name; else the only one that is meant by it."""
    things = list(things)
    begun = [(name, thing) for thing in things if (name := thing.beginning(typed))]
    if not begun:
        means = [thing for thing in things if thing.is_meant(typed)]
        begun = [(thing.names[0], thing) for thing in means if len(means) == 1]
    return [CompletionItem(name, help=thing.about or None) for name, thing in begun]


def _named(context: click.Context, words: list[str]) -> list[Notebook]:
    """The notebooks that the words of a command name so far."""
    name = _first_argument(context.command, words)
    if not name:
        return []
    return readable(list_notebooks())[0] if is_all(name) else [find_notebook(name)]


def _first_argument(command: click.Command, words: list[str]) -> str:
    """The first word that is neither an option nor the value of one; empty where there is none."""
    taken = {name: each for each in command.params if isinstance(each, click.Option) for name in each.opts}
    left = 0
    for place, word in enumerate(words):
        if left:
            left -= 1
        elif word == OPTION:
            left = 1 if ONE_WORD.fullmatch("".join(words[place + 1 : place + 2])) else 2
        elif word.startswith("-"):
            left = taken[word].nargs if word in taken and not taken[word].is_flag else 0
        else:
            return word
    return ""


def _paths(paths: Iterable[Path], typed: str) -> list[CompletionItem]:
    shown = [os.path.relpath(path) for path in paths]
    begun = [path for path in shown if path.startswith(typed.removeprefix("./"))]
    return [CompletionItem(path) for path in begun] or _files()


def _files() -> list[CompletionItem]:
    """Those that the shell itself finds."""
    return [CompletionItem("", type="file")]
