"""What a number of a text was read as: a figure that is proposed, left out with a reason, or unread."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from helpers.reading.document import Place


class State(StrEnum):
    """What became of a number; of all numbers of a text, those of the three states add up to all."""

    PROPOSED = "proposed"
    LEFT_OUT = "left_out"
    UNREAD = "unread"


class Role(StrEnum):
    """What a number says of its indicator."""

    VALUE = "value"
    PREVIOUS = "previous"  # the same at an earlier time, which period and span say: a row as well
    GAP = "gap"  # difference from another place or item, signed
    CHANGE = "change"  # difference from another time, signed
    RANK = "rank"  # place among others
    SHARE = "share"  # per cent of a whole
    MULTIPLE = "multiple"  # so many times as much
    CONTRIBUTION = "contribution"  # points or per cent that it adds to a whole
    AVERAGE = "average"  # average growth over several years
    TARGET = "target"  # set, expected or promised; its period is the one aimed at
    BOUND = "bound"  # nothing but an approximate or one-sided number
    PART = "part"  # of what the indicator counts
    SUM = "sum"  # of several years or places


@dataclass(frozen=True)
class Head:
    """What a text is about, where its sentences say nothing else.

    Attributes
    ----------
    region
        The name of the region as the text has it, in simplified letters; empty where it is not known.
    period, span
        As data/observations.csv has them: 2031 year, 2031Q3 ytd, 2031-05 month.
    title, publisher, published
        Of the publication; published as exactly as it is known: 2032, 2032-04, 2032-04-08.
    language
        In which it is written: zh or en.
    """

    region: str = ""
    period: str = ""
    span: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = "zh"


@dataclass(frozen=True)
class Reading:
    """One number of a text, and what it was read as.

    Attributes
    ----------
    place
        Where it is printed.
    printed
        Its digits or words as printed, without unit.
    state
        Whether it is proposed, left out or unread.
    words
        Whether the number stands in words: 三成, 第一, 持平.
    indicator
        Code of data/indicators.csv; empty where none stands for it.
    subject
        What the text calls it, as far as it was understood; empty where it was not.
    region
        The name of the region as the text has it, in simplified letters, with what kind of place it is where the head
        says so: 昭通市, 全国.
    period, span
        As data/observations.csv has them.
    value
        Signed, in the unit of the indicator, for a gap or change in percentage points; None where there is no number.
    unit
        As the text, or the head of the column, prints it; empty where none is printed.
    role
        What it says of the indicator.
    bound
        "over", "under" or "about" where the text does not say the number itself.
    against
        Of a gap: the region or item from which it is measured.
    reason
        Why no row is made of it: a code of `helpers.reading.reasons`; empty for what is proposed.
    sure
        Whether everything about it was said by the text without doubt.
    """

    place: Place
    printed: str
    state: State
    words: bool = False
    indicator: str = ""
    subject: str = ""
    region: str = ""
    period: str = ""
    span: str = ""
    value: Decimal | None = None
    unit: str = ""
    role: Role = Role.VALUE
    bound: str = ""
    against: str = ""
    reason: str = ""
    sure: bool = False

    @property
    def is_row(self) -> bool:
        """Whether a row of observations can be made of it: a plain value of an indicator, now or earlier."""
        plain = self.role in (Role.VALUE, Role.PREVIOUS) and not self.bound
        return bool(self.state is State.PROPOSED and self.indicator and plain)
