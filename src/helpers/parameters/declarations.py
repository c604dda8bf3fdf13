"""The parameters cell of a notebook, read without running it.

Each of its lines is `name: Type = literal  # meaning`.
"""

import ast
import io
import tokenize
from dataclasses import dataclass
from typing import Any

from helpers.text.messages import InputError, shortened


class ParameterError(InputError):
    """A parameter is unknown or its value not allowed; the message has one line a fault."""


class NotRecordedError(ParameterError):
    """Every value is allowed, but the data hold nothing of what the notebook is about for this region."""


@dataclass(frozen=True)
class Declaration:
    """One line of a parameters cell."""

    name: str
    type: str
    default: Any
    meaning: str


def read_declarations(source: str) -> list[Declaration]:
    """The parameters that a cell declares, in order.

    Raises:
        ParameterError: a line of the cell is written otherwise
    """
    comments = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    declarations = []
    for line in ast.parse(source).body:
        try:
            name, type_name, default = line.target.id, line.annotation.id, ast.literal_eval(line.value)
        except (AttributeError, ValueError, TypeError):
            text = shortened(ast.get_source_segment(source, line))
            raise ParameterError(f"not a parameter, which is written name: Type = value  # meaning: {text}") from None
        declarations.append(Declaration(name, type_name, default, comments.get(line.end_lineno, "")))
    return declarations


def declared_in(cells: list[str], injected: str) -> tuple[list[Declaration], set[str]]:
    """What the cells run so far declare, the last parameters cell counting, and which names were injected after it.

    Args:
        cells: the source of each cell, in the order in which they were run
        injected: how a cell of injected parameters begins
    """
    declarations, names = [], set()
    for source in cells:
        lines = _statements(source)
        if source.startswith(injected):
            names |= {target.id for line in lines for target in line.targets}
        elif any(isinstance(line, ast.AnnAssign) for line in lines):
            declarations, names = read_declarations(source), set()
    return declarations, names


def _statements(source: str) -> list[ast.stmt]:
    """A cell's statements; none of a cell in IPython's own syntax, which declares no parameters."""
    try:
        return ast.parse(source).body
    except SyntaxError:
        return []
