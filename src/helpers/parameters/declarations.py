"""The parameters cell of a notebook, read without running it.

A parameter is a line `name: type = value  # meaning`; type and meaning may be left out, as papermill allows. The type
is one of `helpers.parameters.types`, one that the notebook imports from the folder of its question, or one of Python's.
"""

import ast
import io
import json
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from helpers.parameters.errors import ParameterError
from helpers.text.language import _
from helpers.text.messages import did_you_mean, shortened

if TYPE_CHECKING:
    from helpers.parameters.types import ParameterType

_SHARED = "helpers.parameters.types"
_TYPE_COMMENT = re.compile(r"type:\s*(?P<type>[\w\[\], .|]+?)\s*(#.*)?")  # as papermill reads them


class Expression(str):
    """The default of a parameter that is no literal, such as `date.today()`, as it is written."""

    def __repr__(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Declaration:
    """One line of a parameters cell.

    Attributes
    ----------
    type
        Its type as it is written; empty where it has none.
    default
        Its value there, or an Expression.
    origin
        The module and the name there of its type, which is imported only when a value is checked; None for a type of
        Python's, or of another library.
    """

    name: str
    type: str
    default: Any
    meaning: str
    origin: tuple[str, str] | None

    @cached_property
    def rule(self) -> "ParameterType":
        """Its type, which knows what is allowed and what a value stands for.

        Raises
        ------
        ParameterError
            No type is called so.
        """
        if self.origin is None:
            from helpers.parameters.plain import plain_type  # which needs the types, as most callers do not

            return plain_type(self.type, self.default)
        module, name = self.origin
        known = vars(import_module(module))
        if name not in known:
            near = did_you_mean(name, [each for each in known if each[0].isupper()])
            words = {"name": self.name, "type": self.type, "hint": near}
            raise ParameterError(_('parameter "%(name)s": unknown type "%(type)s"%(hint)s') % words)
        return known[name]


@lru_cache(maxsize=32)  # a cell is read for its imports, and for its parameters
def parsed(source: str) -> ast.Module:
    """The statements of a cell; commands of IPython, such as `%matplotlib inline`, are calls among them.

    Raises
    ------
    SyntaxError
        It is no Python.
    """
    try:
        return ast.parse(source)
    except SyntaxError:
        from IPython.core.inputtransformer2 import TransformerManager  # 0.3 s, which only such a cell should cost

        return ast.parse(TransformerManager().transform_cell(source))


def read_declarations(source: str, imports: Mapping[str, tuple[str, str]] | None = None) -> list[Declaration]:
    """The parameters that a cell declares, in order; lines that assign no value to a name declare none.

    Parameters
    ----------
    imports
        Where the names come from that the notebook imports, as `imported_names` finds them.

    Raises
    ------
    ParameterError
        A line with a type is written otherwise, or the cell is no Python.
    """
    try:
        lines = parsed(source).body
    except SyntaxError as error:
        text = shortened((error.text or "").strip())
        words = {"line": error.lineno, "error": error.msg, "text": text}
        raise ParameterError(_("line %(line)s is no Python (%(error)s): %(text)s") % words) from None
    comments = dict(_comments(source))
    declarations = []
    for line in lines:
        meaning = comments.get(line.end_lineno or 0, "")
        match line:
            case ast.AnnAssign(target=ast.Name(name), annotation=annotation, value=ast.expr() as value):
                declarations.append(_declared(name, annotation, value, meaning, imports or {}, source))
            case ast.AnnAssign():
                raise _no_parameter(source, line)
            case ast.Assign(targets=[ast.Name(name)], value=value):
                said = _TYPE_COMMENT.fullmatch(meaning)
                type_said = ast.parse(said["type"], mode="eval").body if said else None
                declarations.append(_declared(name, type_said, value, "" if said else meaning, imports or {}, source))
    return declarations


def _declared(
    name: str,
    annotation: ast.expr | None,
    value: ast.expr,
    meaning: str,
    imports: Mapping[str, tuple[str, str]],
    source: str,
) -> Declaration:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = ast.parse(annotation.value, mode="eval").body
    type_name = ast.unparse(annotation) if annotation else ""
    origin = _origin(annotation, imports)
    try:
        default = ast.literal_eval(value)
        json.dumps(default)  # a record keeps it
    except (ValueError, TypeError):
        if origin is not None:
            raise _no_parameter(source, value) from None
        default = Expression(ast.unparse(value))
    return Declaration(name, type_name, default, meaning, origin)


def _origin(annotation: ast.expr | None, imports: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """The module and the name there of a type of this project; None for any other."""
    if not isinstance(annotation, ast.Name):
        return None
    name = annotation.id
    module, own_name = imports.get(name, (_SHARED if name[0].isupper() else "", name))
    return (module, own_name) if module.startswith("helpers.") else None


def _comments(source: str) -> Iterator[tuple[int, str]]:
    """The comments of a cell by line."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string.lstrip("# ")
    except (tokenize.TokenError, SyntaxError):  # after a command of IPython
        return


def _no_parameter(source: str, line: ast.AST) -> ParameterError:
    text = shortened(ast.get_source_segment(source, line))
    message = _("this is no parameter, which is written name: Type = value  # meaning: %(text)s")
    return ParameterError(message % {"text": text})


def imported_names(cells: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The names that cells import from modules; of each the module and its name there."""
    return {
        alias.asname or alias.name: (line.module, alias.name)
        for source in cells
        for line in _statements(source)
        if isinstance(line, ast.ImportFrom) and line.module
        for alias in line.names
    }


def declared_in(cells: list[str], injected: str) -> tuple[list[Declaration], set[str]]:
    """What the cells run so far declare, the last parameters cell counting, and which names were injected after it.

    Parameters
    ----------
    cells
        The source of each cell, in the order in which they were run.
    injected
        How a cell of injected parameters begins.
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
    """A cell's statements; none of a cell that is no Python, which declares no parameters."""
    try:
        return parsed(source).body
    except SyntaxError:
        return []
