"""Write the reference of the front door, in both languages, from what its functions say of themselves.

The text is that of their docstrings, whose paragraphs reference.po has in Chinese. `make reference` writes both pages;
tests/test_reference.py fails while they are not what this would write.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from babel.messages.pofile import read_po

import helpers

DOCS = Path(__file__).parent
PAGES = {"en": DOCS / "reference.md", "zh": DOCS / "reference.zh.md"}
_SECTION = re.compile(r"^([A-Z][\w ]*)\n-{3,}\n", re.MULTILINE)
_ENTRY = re.compile(r"^(?=\S)", re.MULTILINE)
_HEADINGS = ("Parameters", "Returns", "Raises", "Example", "See also")
_INTRODUCTION = (
    "The names of `helpers`, in the order in which an analysis uses them. An editor, JupyterLab and IPython complete "
    "them: type `helpers.` and press Tab. This page is made of what the functions say of themselves (`help`), and its "
    "examples, which begin after `import helpers`, are run by the tests.",
    "What is called a Frame is a DataFrame of pandas: all of pandas, statsmodels and seaborn works on it. It is shown "
    "as a table with a caption, and it knows the rows of data/observations.csv behind its numbers through selecting, "
    "joining and computing, so that `sources`, `cite` and `export` can name them. Its index has periods, which text "
    'selects, such as `frame.loc["2015":]`; its column `year` has whole numbers, for formulas and axes.',
    "What cannot be meant is answered in one sentence with the nearest match: an InputError of "
    "`helpers.text.messages`. What is not recorded (NoFiguresError) and what the figures do not allow (RefusedError, "
    "of models ModelRefusedError) are kinds of it, so that `except InputError` takes them all.",
)


def sections(document: str) -> dict[str, str]:
    """The sections of a docstring in the style of numpy, by name; what stands before them has no name."""
    first, *rest = _SECTION.split(document)
    return {"": first.strip(), **dict(zip(rest[::2], map(str.strip, rest[1::2]), strict=True))}


def entries(section: str) -> Iterator[tuple[str, str]]:
    """The entries of a section, each with its description."""
    for entry in filter(None, _ENTRY.split(section)):
        name, _newline, description = entry.partition("\n")
        yield name, inspect.cleandoc(description)


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Paragraphs and items of lists, each in one line, with what stands before it."""
    for part in re.split(r"\n\n|\n(?=- )", text):
        line = " ".join(part.split())
        if line.startswith("- "):
            yield "- ", line[2:]
        elif line:
            yield "", line


def written(text: str, translated: Callable[[str], str]) -> str:
    """Paragraphs and lists as Markdown."""
    lines: list[str] = []
    for before, line in blocks(text):
        lines += ([] if before and lines and lines[-1].startswith("- ") else [""]) + [before + translated(line)]
    return "\n".join(lines).strip()


def section_of(name: str, translated: Callable[[str], str]) -> str:
    """What the page says of one name."""
    function = getattr(helpers, name)
    said = sections(inspect.getdoc(function) or "")
    plain = [
        each.replace(annotation=inspect.Parameter.empty) for each in inspect.signature(function).parameters.values()
    ]
    [(returned, returns)] = entries(said["Returns"])
    parameters, returning, raising, example, see = (f"**{translated(heading)}**" for heading in _HEADINGS)
    colon = translated(": ")

    def listed(section: str) -> str:
        found = []
        for names, description in entries(said[section]):
            first, *more = written(description, translated).split("\n\n")
            label = ", ".join(f"`{each}`" for each in names.split(", "))
            found.append("\n\n".join([f"- {label}{colon}{first}", *(f"  {each}" for each in more)]))
        return "\n".join(found)

    parts = [
        f"## {name}",
        f"```text\nhelpers.{name}{inspect.Signature(plain)}\n```",
        written(said[""], translated),
        parameters,
        listed("Parameters"),
        f"{returning} `{returned}`",
        written(returns, translated),
        raising,
        listed("Raises"),
        example,
        f"```pycon\n{said['Examples']}\n```",
        f"{see}{colon}" + translated(", ").join(f"[{each}](#{each})" for each in said["See Also"].split(", ")),
    ]
    return "\n\n".join(parts)


def page(language: str) -> str:
    """The page in a language.

    Raises
    ------
    KeyError
        A paragraph is not translated.
    """
    with (DOCS / "reference.po").open("rb") as file:
        catalog = {message.id: message.string for message in read_po(file) if message.string}
    translated: Callable[[str], str] = str if language == "en" else lambda text: str(catalog[text])
    other, file = ("中文", PAGES["zh"]) if language == "en" else ("English", PAGES["en"])
    head = [f"# {translated('Reference')}", f"[{other}]({file.name})", *map(translated, _INTRODUCTION)]
    return "\n\n".join([*head, *(section_of(name, translated) for name in helpers.__all__)]) + "\n"


def texts() -> list[str]:
    """Every text of the page that is translated."""
    found: dict[str, None] = {}

    def noted(text: str) -> str:
        found[text] = None
        return text

    for text in ("Reference", *_INTRODUCTION):
        noted(text)
    for name in helpers.__all__:
        section_of(name, noted)
    return list(found)


if __name__ == "__main__":
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")
