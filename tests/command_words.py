"""What the command line shows beside its messages: the help of its commands, and click's own words."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.extract import extract_from_file

from zhaotong.cli.main import zhaotong

# Where click has words for whoever uses a command; others are for its author, and for other systems.
_MODULES = ("core.py", "decorators.py", "exceptions.py", "formatting.py", "parser.py", "termui.py", "types.py")
_AUTHORS = (
    "Aborted!",  # main() says what stands
    "Arguments take exactly one",
    "Boolean option",
    "Choice(",
    "Confirm the action",
    "Could not determine name",
    "DeprecationWarning",
    "Do you want to continue?",
    "Error: The two entered values",
    "Name '",
    "No options defined",
    "Press any key",
    "Repeat for confirmation",
    "Unknown color",
    "Value must be an iterable",
    "%(prog)s, version",
    "deprecated",
)

_CHOICES = re.compile(r"\[[a-z|]+\]")  # values stay as they are


def click_words() -> set[str | tuple[str, ...]]:
    """The words of click's own that a person can meet."""
    keywords = {"_": None, "ngettext": (1, 2)}
    files = [Path(click.__file__).with_name(name) for name in _MODULES]
    found = [message for file in files for _line, message, *_rest in extract_from_file("python", file, keywords)]
    return {each for each in found if not (each if isinstance(each, str) else each[0]).startswith(_AUTHORS)}


def commands() -> Iterator[tuple[click.Command, click.Context]]:
    """The group and each of its commands, with a context to show its help in."""
    context = zhaotong.context_class(zhaotong, info_name="zhaotong")
    yield zhaotong, context
    for name, command in zhaotong.commands.items():
        yield command, command.context_class(command, info_name=name, parent=context)


def help_words() -> set[str]:
    """The texts of the help of every command, and the words that stand for values, as they are declared."""
    texts = set()
    for command, context in commands():
        texts |= {inspect.cleandoc(command.help or ""), *click.Command.collect_usage_pieces(command, context)}
        if isinstance(command, click.Group):
            texts.add(command.subcommand_metavar)
        for parameter in command.params:
            shown = click.Option if isinstance(parameter, click.Option) else click.Argument
            texts |= {parameter.help or "", shown.make_metavar(parameter, context)}
    return {text for text in texts if text and not _CHOICES.fullmatch(text)}
