"""How help is laid out in Chinese, whose letters are two columns wide and have no spaces between words to break at."""

import re
from collections.abc import Iterable
from unicodedata import east_asian_width

import click

from helpers.text.language import language_in_use

# What stays together on a line: a word of Latin letters, or a Chinese letter, with the punctuation that belongs to it.
_UNIT = re.compile(r"\s+|[“（《]*(?:[!-~]+|[^\s“（《])[，。；：、？！”）》…]*")
_COLUMN = 30  # how wide the names of options may be before their help


class Formatter(click.HelpFormatter):
    """As click lays out help, in English; in Chinese by the width of letters, and with full-width punctuation."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        if language_in_use() == "en":
            super().write_usage(prog, args, prefix)
        else:
            self.write(f"用法：{prog} {args}\n")

    def write_heading(self, heading: str) -> None:
        if language_in_use() == "en":
            super().write_heading(heading)
        else:
            self.write(f"{heading}：\n")

    def write_text(self, text: str) -> None:
        if language_in_use() == "en":
            super().write_text(text)
            return
        indent = " " * self.current_indent
        paragraphs = [wrapped(each, self.width - self.current_indent) for each in text.split("\n\n")]
        self.write("\n\n".join("\n".join(indent + line for line in lines) for lines in paragraphs) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _COLUMN, col_spacing: int = 2) -> None:
        if language_in_use() == "en":
            super().write_dl(rows, col_max, col_spacing)
            return
        rows, indent = list(rows), " " * self.current_indent
        across = min(max(width(first) for first, _second in rows), col_max) + col_spacing
        for first, second in rows:
            lines = wrapped(second, self.width - self.current_indent - across)
            if width(first) + col_spacing > across:
                self.write(f"{indent}{first}\n")
                first = ""
            for name, line in zip([first, *[""] * len(lines)], lines, strict=False):
                self.write(f"{indent}{name}{' ' * (across - width(name))}{line}\n")


def width(text: str) -> int:
    """How many columns of a terminal a text is wide."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def wrapped(text: str, columns: int) -> list[str]:
    """A paragraph as lines of at most so many columns; no line begins with punctuation that belongs to the one before.

    A single word that is longer has a line of its own.
    """
    lines = [""]
    for unit in _UNIT.findall(" ".join(text.split())):
        if lines[-1] and width(lines[-1] + unit.rstrip()) > columns:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        if lines[-1] or unit.strip():
            lines[-1] += unit
    return lines


def first_sentence(text: str) -> str:
    """The first sentence of a command's help, which is a paragraph of its own in English, without its full stop."""
    return text.partition("\n\n")[0].partition("。")[0].removesuffix(".")
