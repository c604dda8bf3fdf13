"""The parameters cell of a notebook, read without running it.

Each of its lines is `name: Type = literal  # meaning`. The type is one of `helpers.parameters.types`, or one that the
notebook imports from the folder of its question.
"""

import ast
import io
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from helpers.parameters.errors import ParameterError
from helpers.text.messages import did_you_mean, shortened

if TYPE_CHECKING:
    from helpers.parameters.types import ParameterType

_SHARED = "helpers.parameters.types"


@dataclass(frozen=True)
class Declaration:
    """One line of a parameters cell.

    Attributes
    ----------
    type
        the name of its type
    origin
        the module and the name there of its type, which is imported only when a value is checked
    """

    name: str
    type: str
    default: Any
    meaning: str
    origin: tuple[str, str]

    @cached_property
    def rule(self) -> "ParameterType":
        """Its type, which knows what is allowed and what a value stands for.

        Raises
        ------
        ParameterError
            no type is called so
        """
        module, name = self.origin
        known = vars(import_module(module))
        if name not in known:
            near = did_you_mean(name, [each for each in known if each[0].isupper()])
            raise ParameterError(f'parameter "{self.name}": unknown type "{self.type}"{near}')
        return known[name]


def read_declarations(source: str, imports: Mapping[str, tuple[str, str]] | None = None) -> list[Declaration]:
    """The parameters that a cell declares, in order.

    Parameters
    ----------
    imports
        where the names come from that the notebook imports, as `imported_names` finds them

    Raises
    ------
    ParameterError
        a line of the cell is written otherwise
    """
    comments = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    declarations = []
    for line in ast.parse(source).body:
        match line:
            case ast.AnnAssign(target=ast.Name(name), annotation=ast.Name(type_name), value=ast.expr() as value):
                try:
                    default = ast.literal_eval(value)
                except (ValueError, TypeError):
                    raise _no_parameter(source, line) from None
            case _:
                raise _no_parameter(source, line)
        origin = (imports or {}).get(type_name, (_SHARED, type_name))
        declarations.append(Declaration(name, type_name, default, comments.get(line.end_lineno or 0, ""), origin))
    return declarations


def _no_parameter(source: str, line: ast.stmt) -> ParameterError:
    text = shortened(ast.get_source_segment(source, line))
    return ParameterError(f"not a parameter, which is written name: Type = value  # meaning: {text}")


def imported_names(cells: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The names that cells import from modules of `helpers`; of each the module and its name there."""
    return {
        alias.asname or alias.name: (line.module, alias.name)
        for source in cells
        for line in _statements(source)
        if isinstance(line, ast.ImportFrom) and line.module and line.module.startswith("helpers.")
        for alias in line.names
    }


def declared_in(cells: list[str], injected: str) -> tuple[list[Declaration], set[str]]:
    """What the cells run so far declare, the last parameters cell counting, and which names were injected after it.

    Parameters
    ----------
    cells
        the source of each cell, in the order in which they were run
    injected
        how a cell of injected parameters begins
    """
    declarations: list[Declaration] = []
    names: set[str] = set()
    imports = imported_names(cells)
    for source in cells:
        lines = _statements(source)
        if source.startswith(injected):
            assigned = [target for line in lines if isinstance(line, ast.Assign) for target in line.targets]
            names |= {target.id for target in assigned if isinstance(target, ast.Name)}
        elif any(isinstance(line, ast.AnnAssign) for line in lines):
            declarations, names = read_declarations(source, imports), set()
    return declarations, names


def _statements(source: str) -> list[ast.stmt]:
    """A cell's statements; none of a cell in IPython's own syntax, which declares no parameters."""
    try:
        return ast.parse(source).body
    except SyntaxError:
        return []
