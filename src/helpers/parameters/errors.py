"""What is refused about parameters."""

from helpers.text.messages import InputError


class ParameterError(InputError):
    """A parameter is unknown or its value not allowed; the message has one line a fault."""


class NotRecordedError(ParameterError):
    """Every value is allowed, but the data hold nothing of what the notebook is about for this region."""
