"""Values of Python's own types, read from what was given: on the command line or in a file, all may be text.

Each raises ValueError where it is none; a sentence of its own says why in a `NotAllowedError`.
"""

import ast
import math
import re
from datetime import date
from typing import Any

from helpers.parameters.errors import NotAllowedError
from helpers.text.language import _
from helpers.text.messages import did_you_mean
from helpers.text.typed import day_typed, number_typed, plain

_BOOLEANS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
_BOOLEANS |= {"是": True, "真": True, "否": False, "假": False}


def whole_number(value: Any) -> int:
    """A whole number, as it is or as text."""
    if isinstance(value, str):
        value = number_typed(value)
    if isinstance(value, bool) or (isinstance(value, str) and not re.fullmatch(r"[+-]?\d+", value, re.ASCII)):
        raise ValueError
    if isinstance(value, float) and not value.is_integer():
        raise ValueError
    return int(value)


def finite(value: Any) -> float:
    """A number that is neither infinite nor none."""
    read = number_typed(value) if isinstance(value, str) else value
    if isinstance(value, bool) or not math.isfinite(number := float(read)):
        raise ValueError
    return number


def any_number(value: Any) -> int | float:
    """Of a parameter whose default is a number: what papermill makes of it, but a number."""
    try:
        return whole_number(value)
    except ValueError:
        return finite(value)


def boolean(value: Any) -> bool:
    """Whether it is true: as it is, or by one of the words for it."""
    if isinstance(value, bool):
        return value
    word = plain(str(value)).casefold()
    if word not in _BOOLEANS:
        hint = did_you_mean(word, _BOOLEANS)
        raise NotAllowedError(_("true or false is expected%(hint)s") % {"hint": hint})
    return _BOOLEANS[word]


def text(value: Any) -> str:
    """A text, or a number as one."""
    if isinstance(value, list | dict | bool) or value is None:
        raise ValueError
    return str(value)


def day(value: Any) -> str:
    """A day in its standard form."""
    return date.fromisoformat(day_typed(str(value))).isoformat()


def mapping(value: Any) -> dict[Any, Any]:
    """A mapping, as it is or as Python writes one."""
    found = ast.literal_eval(value) if isinstance(value, str) else value
    if not isinstance(found, dict):
        raise ValueError
    return found


def as_papermill(value: Any) -> Any:
    """As papermill reads a value of the command line: True, False, None, a number, or else a text."""
    if not isinstance(value, str):
        return value
    if value in ("True", "False", "None"):
        return ast.literal_eval(value)
    try:
        return any_number(value)
    except ValueError:
        return value
