"""Pieces of a text in different type: what is struck through is no digit, what is raised is a mark and no digit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from helpers.text.language import _
from helpers.text.messages import shortened

LOST = "\N{REPLACEMENT CHARACTER}"  # stands in a number for digits that nobody may guess
_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")


@dataclass(frozen=True)
class Run:
    """A piece of a text in one type."""

    text: str
    struck: bool = False
    raised: bool = False


def joined(runs: Iterable[Run]) -> tuple[str, list[str]]:
    """The text of some runs without what is struck, and around what each time a number had struck digits.

    Where struck digits touch others, U+FFFD stands for them, so that nobody reads what is left as a number.
    """
    texts: list[str] = []
    struck: list[tuple[int, str]] = []
    for run in runs:
        if run.struck:
            if struck and struck[-1][0] == len(texts):
                struck[-1] = (len(texts), struck[-1][1] + run.text)
            else:
                struck.append((len(texts), run.text))
        else:
            texts.append(run.text.translate(_RAISED) if run.raised else run.text)
    told = []
    for place, gone in reversed(struck):
        if not re.search(r"\d", gone):
            continue
        before, after = "".join(texts[:place]), "".join(texts[place:])
        touching = re.search(r"\d[.．,]?$", before) or re.match(r"[.．,]?\d", after)
        told.append(f"{before[-8:]}[{gone}]{after[:8]}")
        if touching:
            texts.insert(place, LOST)
    return "".join(texts), told[::-1]


def struck_notices(told: Iterable[str]) -> list[str]:
    """A sentence for each place with struck digits."""
    message = _(
        'digits are struck through, or deleted and not yet accepted, at "%(text)s" (between the square brackets): '
        "they are not read; settle in the file which number is meant"
    )
    return [message % {"text": shortened(" ".join(text.split()))} for text in told]
