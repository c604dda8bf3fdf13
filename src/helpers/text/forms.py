"""Which of several whole sentences is said: by the sign of a number, as it is shown.

A sentence is never put together from pieces. Where grammar differs, each form is a message of its own, and one of
these functions chooses; a number that is said to fall loses its minus sign.
"""


def by_sign(value: float, above: str, below: str, same: str, decimals: int = 1) -> str:
    """The form for a number above zero, below it, or zero as it is rounded: "grew by", "fell by", "did not change"."""
    shown = round(value, decimals)
    return above if shown > 0 else below if shown < 0 else same


def by_count(count: int, none: str, one: str, several: str) -> str:
    """The form for no thing, for one and for several; a language that knows no plural says the last two alike."""
    return none if count == 0 else one if count == 1 else several
