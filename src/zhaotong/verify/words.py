"""A verdict on a page in words, and as plain data."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpers.checks.findings import CANNOT
from helpers.text.language import _, _n
from helpers.text.messages import shortened
from zhaotong.reports.parts import CHART
from zhaotong.reports.proof import named
from zhaotong.verify.pieces import ORIGIN
from zhaotong.verify.unlike import ADDED, BLOCK, MISSING, REST, SHOWN, Detail, Difference
from zhaotong.verify.verdicts import ALTERED, AS_MADE, BOTH, MOVED, Verdict

_MOST, _DETAILS = 12, 6  # differences of a page, and what differs in a piece, that are told
_WIDEST = 160


def verdict_words(verdict: str) -> str:
    """A verdict in the language in use."""
    return {
        AS_MADE: _("as made"),
        ALTERED: _("altered"),
        MOVED: _("as made, and the data have moved since"),
        BOTH: _("altered, and the data have moved since"),
        CANNOT: _("cannot be checked"),
    }[verdict]


def verdict_lines(verdict: Verdict, page: str) -> Iterator[str]:
    """A verdict on a page, a line each for what is to be said of it."""
    yield _("%(page)s: %(verdict)s") % {"page": shortened(page, 200), "verdict": verdict_words(verdict.verdict)}
    told = [line for difference in verdict.differences for line in difference_lines(difference)]
    if verdict.verdict == CANNOT and told:
        told.insert(0, _("what is here gives otherwise:"))
    changes = [change.said for change in verdict.changes]
    for lines in (verdict.notes, verdict.inside if not verdict.differences else [], told, changes):
        yield from (f"  {shortened(line, 3 * _WIDEST)}" for line in lines[:_MOST])
        if (more := len(lines) - _MOST) > 0:
            yield "  " + _("… and %(n)s more") % {"n": more}


def difference_lines(difference: Difference) -> Iterator[str]:
    """What differs in a piece, a sentence each."""
    part = _piece(difference)
    if difference.change == ADDED:
        yield _("%(part)s was added") % {"part": part}
    elif difference.change == MISSING:
        yield _("%(part)s is missing") % {"part": part}
    elif difference.change == SHOWN and difference.kind == CHART:
        words = _('%(part)s is drawn otherwise: "%(now)s" where its data give "%(made)s"')
        yield words % {"part": part, **_texts(difference.details[0])}
    elif difference.change in (SHOWN, REST):
        words = _('%(part)s is shown otherwise, or leads elsewhere: "%(now)s" where its data give "%(made)s"')
        yield words % {"part": part, **_texts(difference.details[0])}
    elif not difference.details:
        yield _("%(part)s was changed") % {"part": part}
    else:
        yield from (_detail(part, detail) for detail in difference.details[:_DETAILS])
        if (more := len(difference.details) - _DETAILS) > 0:
            words = _n("%(part)s: %(n)s more place differs", "%(part)s: %(n)s more places differ", more)
            yield words % {"part": part, "n": more}


def _detail(part: str, detail: Detail) -> str:
    said = {"part": part, "where": shortened(detail.where), **_texts(detail)}
    if detail.where:
        said["part"] = _("%(part)s, %(where)s") % said
    if not detail.made:
        return _('%(part)s: it says "%(now)s", of which its data give nothing') % said
    if not detail.now:
        return _('%(part)s: "%(made)s" is missing, which its data give') % said
    return _('%(part)s: it says "%(now)s", its data give "%(made)s"') % said


def _texts(detail: Detail) -> dict[str, str]:
    return {"now": shortened(detail.now, _WIDEST), "made": shortened(detail.made, _WIDEST)}


def _piece(difference: Difference) -> str:
    """A piece as a sentence names it."""
    if difference.kind == ORIGIN:
        return _('what opens at "%(text)s"') % {"text": shortened(difference.name)}
    if difference.kind == BLOCK:
        return _("what the page states of its making, %(name)s") % {"name": _stated(difference.name)}
    if difference.change == REST:
        return _("what belongs to none of its parts")
    return named(difference.kind, difference.name)


def _stated(name: str) -> str:
    """A field of the block of a page in words; one that is seldom seen as it is written there."""
    words = {
        "parameters": _("parameters"),
        "finding": _("finding"),
        "figures": _("figures"),
        "sources": _("sources"),
        "digest": _("digest of its figures"),
        "stated": _("digest of itself"),
        "parts": _("digests of its parts"),
        "language": _("language"),
    }
    return words.get(name, name)


def verdict_data(verdict: Verdict, page: Path) -> dict[str, Any]:
    """A verdict as plain data."""
    differences = [
        {
            **each._asdict(),
            "details": [detail._asdict() for detail in each.details],
            "said": list(difference_lines(each)),
        }
        for each in verdict.differences
    ]
    return {
        "page": str(page),
        "verdict": verdict.verdict,
        "notes": verdict.notes,
        "altered": verdict.inside,
        "differences": differences,
        "changes": [change._asdict() for change in verdict.changes],
    }
