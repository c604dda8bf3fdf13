"""The types of parameters that Python itself has: a notebook declares `years: int = 5`, or plainly `years = 5`."""

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from helpers.figures.observations import Observations
from helpers.parameters import readings
from helpers.parameters.declarations import Expression
from helpers.parameters.errors import NotAllowedError
from helpers.parameters.meaning import one_of, text_of
from helpers.parameters.types import ParameterType
from helpers.text.language import _

_SEPARATORS = re.compile("[,，、]")


class PlainType(ParameterType):
    """A type whose values a notebook takes as they are, without a set-up cell that checks them.

    Parameters
    ----------
    allowed
        Gives what is allowed, in words of the language in use.
    reading
        The value of what is given, or a ValueError or TypeError.
    optional
        Whether "none" is allowed.
    """

    def __init__(self, allowed: Callable[[], str], reading: Callable[[Any], Any], optional: bool = False) -> None:
        self._allowed = allowed
        self._reading = reading
        self.optional = optional

    @property
    def allowed(self) -> str:
        return self._allowed()

    def read(self, value: Any, observations: Observations) -> Any:
        return self.value_of(value)

    def value_of(self, value: Any) -> Any:
        """The value of what is given, which is text where the command or a file gives it.

        Raises
        ------
        NotAllowedError
            The message says what is allowed.
        """
        if isinstance(value, Expression):  # the notebook's own default, which is known when it runs
            return value
        try:
            return self._reading(value.strip() if isinstance(value, str) else value)
        except NotAllowedError:
            raise
        except (ValueError, TypeError):
            raise NotAllowedError(_("%(allowed)s is expected") % {"allowed": self.allowed}) from None

    def or_default(self, default: Any) -> "PlainType":
        """The type that allows this default too, whatever it is: a notebook may well say `limit: float = None`."""
        kind = _optional(self) if default is None and not self.optional else self

        def read(value: Any) -> Any:
            return default if type(value) is type(default) and value == default else kind.value_of(value)

        return PlainType(kind._allowed, read, kind.optional)

    def words(self, value: Any, observations: Observations) -> str:
        """A value in words: of several, one after the other."""
        return _(", ").join(map(str, value)) if isinstance(value, list | tuple) else super().words(value, observations)


class DateType(PlainType):
    """A day; as text in its standard form, and a `datetime.date` in the notebook.

    Parameters
    ----------
    written
        How the notebook calls the class: date, or datetime.date.
    """

    def __init__(self, written: str) -> None:
        super().__init__(lambda: _("a day such as 2023-11-30"), readings.day)
        self.written = written

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> Any:
        return value if isinstance(value, Expression) else date.fromisoformat(value)


def injected(rule: ParameterType, given: Any) -> Any:
    """A value that was given as papermill shall assign it, once it was checked.

    A notebook that declares types of this project checks what was given itself, and shows it as it was given.
    """
    if not isinstance(rule, PlainType):
        return given
    value = rule.value_of(given)
    if isinstance(rule, DateType):
        day = date.fromisoformat(value)
        return Expression(f"{rule.written}({day.year}, {day.month}, {day.day})")
    return value


def plain_type(annotation: str, default: Any) -> PlainType:
    """The type of a parameter by its annotation or, where there is none that says it, by its default.

    Parameters
    ----------
    annotation
        As it is written: int, list[str], Literal["a", "b"], datetime.date, float | None.
    """
    node = ast.parse(annotation, mode="eval").body if annotation else None
    kind = _annotated(node) or _of_default(default)
    return kind if isinstance(kind, DateType) else kind.or_default(default)


def _annotated(node: ast.expr | None) -> PlainType | None:
    """The type that an annotation says; None for one of another library."""
    match node:
        case ast.BinOp(left, ast.BitOr(), right):
            options = [each for each in (left, right) if not (isinstance(each, ast.Constant) and each.value is None)]
            kinds = [_annotated(each) for each in options]
            if len(kinds) == 1 and kinds[0]:
                return _optional(kinds[0])
        case ast.Subscript(value, content):
            match _last_name(value):
                case "Optional":
                    return _optional(inner) if (inner := _annotated(content)) else None
                case "Literal":
                    return _choice(ast.literal_eval(content))
                case "Annotated" if isinstance(content, ast.Tuple):
                    return _annotated(content.elts[0])
                case "list" | "List" | "Sequence" | "tuple" | "Tuple":
                    first = content.elts[0] if isinstance(content, ast.Tuple) else content
                    return _several(_annotated(first) or _TEXT)
        case ast.Name() | ast.Attribute():
            if _last_name(node) == "date":
                return DateType(ast.unparse(node))
            return _BY_NAME.get(_last_name(node))
    return None


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _of_default(default: Any) -> PlainType:
    """The type of a parameter without a known one: a text stays one, all else is read as papermill reads it."""
    if isinstance(default, Expression) or default is None:
        return _ANY
    if isinstance(default, list | tuple):
        kinds = {type(each) for each in default}
        return _several(_of_default(default[0]) if len(kinds) == 1 else _ANY)
    return {str: _TEXT, bool: _BOOLEAN, int: _NUMBER, float: _NUMBER, dict: _MAPPING}.get(type(default), _ANY)


def _optional(kind: PlainType) -> PlainType:
    return PlainType(
        lambda: _('%(allowed)s, or "none"') % {"allowed": kind.allowed},
        lambda value: None if value is None or str(value).casefold() in ("none", "") else kind._reading(value),
        optional=True,
    )


def _choice(options: Any) -> PlainType:
    by_text = {str(option): option for option in (options if isinstance(options, tuple) else (options,))}
    return PlainType(
        lambda: _("one of %(known)s") % {"known": _(", ").join(by_text)},
        lambda value: by_text[one_of(text_of(value), {text: [text] for text in by_text})],
    )


def _several(kind: PlainType) -> PlainType:
    def read(value: Any) -> list[Any]:
        if isinstance(value, str):
            inside = value.removeprefix("[").removesuffix("]") if value.startswith("[") else value
            value = [part.strip().strip("\"'") for part in _SEPARATORS.split(inside)] if inside.strip() else []
        if not isinstance(value, Sequence):
            value = [value]
        return [kind.value_of(each) for each in value]

    return PlainType(lambda: _("several, separated by commas, each %(allowed)s") % {"allowed": kind.allowed}, read)


_TEXT = PlainType(lambda: _("text"), readings.text)
_BOOLEAN = PlainType(lambda: _("true or false"), readings.boolean)
_NUMBER = PlainType(lambda: _("a number"), readings.any_number)
_MAPPING = PlainType(lambda: _("a mapping such as {'a': 1}"), readings.mapping)
_ANY = PlainType(lambda: _("anything"), readings.as_papermill)
_BY_NAME = {
    "int": PlainType(lambda: _("a whole number"), readings.whole_number),
    "float": PlainType(lambda: _("a number"), readings.finite),
    "str": _TEXT,
    "bool": _BOOLEAN,
    "list": _several(_ANY),
    "tuple": _several(_ANY),
    "dict": _MAPPING,
    "Any": _ANY,
}
