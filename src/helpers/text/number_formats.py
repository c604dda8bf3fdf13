"""Number formats of spreadsheets: the digits that they show of a number, where they fix how many decimals that are."""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

_SAID = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')  # what a format writes as it stands, leaves as space, or colours
_FIXED = re.compile(
    r"[^0#?.,%EeGgYyMmDdHhSs@/]*(?P<whole>[#,?]*0[0,]*?)(\.(?P<decimals>0+))?(?P<percent>%?)[^0#?.,%EeGg@/]*"
)


def decimals_fixed(number_format: str, value: float = 1.0) -> int | None:
    """How many decimals a number format shows of numbers with the sign of `value`; None where it fixes none: General.

    Colours, brackets of negative numbers, spaces and words around the digits change nothing: `0.0_);[Red](0.0)`,
    `_ * #,##0.00_ ` and `0.0"%"` fix them. A format that shows thousandths of the number, `0.0,`, fixes none.
    """
    found = _FIXED.fullmatch(_section(number_format, value))
    if found is None or found["whole"].endswith(","):
        return None
    return len(found["decimals"] or "")


def shown_number(value: float, number_format: str) -> str:
    """A number with the decimals that its format shows, without separators of thousands, in per cent where it says so.

    A number in General is shown with the digits that it has, which drops zeros at its end.
    """
    exact = Decimal(f"{value:.15g}")
    parts = _parts(number_format)
    if not value and len(parts) > 2 and "0" not in parts[2]:
        return "-"  # as accounts show that there is nothing
    decimals = decimals_fixed(number_format, value)
    percent = "%" if "%" in _section(number_format, value) else ""
    scaled = exact * 100 if percent else exact
    if decimals is None:
        plain = f"{scaled:f}"
        return (plain.rstrip("0").rstrip(".") if "." in plain else plain) + percent
    return f"{scaled.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}{percent}"


def shown_date(value: date | time, number_format: str) -> str:
    """A date as exactly as its format shows it: 2031年, 2031年9月, 2031-09-30."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    if shows_days(number_format) or not isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    months = "m" in re.sub(_SAID, "", number_format).casefold()
    return f"{value.year}年{value.month}月" if months else f"{value.year}年"


def shows_days(number_format: str) -> bool:
    """Whether a number format shows the day of a date."""
    return "d" in re.sub(_SAID, "", number_format).casefold()


def _section(number_format: str, value: float) -> str:
    """The part of a format that is for numbers with the sign of a value, without what it writes as it stands."""
    parts = _parts(number_format)
    if value < 0 and len(parts) > 1 and parts[1]:
        return parts[1]
    return parts[2] if value == 0 and len(parts) > 2 else parts[0]


def _parts(number_format: str) -> list[str]:
    """The parts of a format, for numbers above zero, below it, and zero."""
    return [part.strip() for part in re.sub(_SAID, "", number_format).split(";")]
