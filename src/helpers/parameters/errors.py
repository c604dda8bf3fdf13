"""What is refused about parameters."""

from helpers.text.language import _
from helpers.text.messages import InputError, shortened


class NotAllowedError(InputError):
    """A value that a type of parameters does not allow; the message says what it allows."""


class ParameterError(InputError):
    """A parameter is unknown or its value not allowed; the message has one line a fault."""


class NotRecordedError(ParameterError):
    """Every value is allowed, but for this region there is nothing of what the notebook is about, or to compare."""


def about(parameter: str, reason: object) -> str:
    """One sentence on a parameter, whose reason names the value."""
    return _("%(parameter)s: %(reason)s") % {"parameter": parameter, "reason": reason}


def refusal(parameter: str, value: object, reason: str) -> str:
    """One sentence on a value that is not allowed; a reason that names the value need not be told it again."""
    shown = shortened(value)
    if reason.startswith(f'{parameter} "'):
        return reason
    if f'"{shown}"' in reason or f"“{shown}”" in reason:
        return about(parameter, reason)
    names = {"parameter": parameter, "value": shown, "reason": reason}
    return _('%(parameter)s "%(value)s": %(reason)s') % names
