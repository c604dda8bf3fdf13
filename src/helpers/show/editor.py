"""The editor: which of several findings a report says first, which follow as its main points, and why.

A notebook hands in everything that it could say first, each with what it is worth. What leads is about the region of
the report, answers the question of its title, is recent, and rests on figures that carry it; the sentence that fits
best of these is the lead, and up to five others, each of another subject, are the main points. What was chosen, what
came second and why goes into the report's record.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from markupsafe import Markup

from helpers.figures.regions import Region
from helpers.show.marks import live
from helpers.show.wording import RESULT_TYPE, Paragraph, repeated
from helpers.text.citations import plain, say
from helpers.text.language import _

MOST = 5  # main points; the Office for National Statistics puts no more than five or six on a release
_FRESH = 2  # years that a lead may lie behind the newest figure of its region
_FADES = 0.8  # what a year of age leaves of a finding's importance
_WEAKENS = 0.5  # what each fault leaves of its strength


class Fault(StrEnum):
    """What keeps a finding from leading; it is said all the same, with its reservation."""

    WEAK = "weak"  # a source that is weakly reliable, or a figure that is suspect
    IMPLIED = "implied"  # a figure that nobody published
    ROUNDING = "rounding"  # smaller than the rounding of its figures
    FEW = "few"  # too few figures to tell it from chance
    UNCLAIMED = "unclaimed"  # a check of what no source stated


@dataclass(frozen=True)
class Candidate:
    """A finding that a report may say first.

    Attributes
    ----------
    subject
        What it is about, in a word that the record keeps; of one subject one finding is said.
    sentence
        The finding whole: place, period, size, comparison and reservation. Markup, or a plain text.
    region
        The region that it is about.
    year
        The last year that it speaks of.
    size
        How large it is against what is usual: 1 for the usual, 2 for twice that.
    answers
        Whether it answers the question of the title.
    faults
        What keeps it from leading.
    """

    subject: str
    sentence: Markup | str
    region: Region
    year: int
    size: float = 1
    answers: bool = False
    faults: tuple[Fault, ...] = ()

    def importance(self, newest: int) -> float:
        """Its size, faded by the years that it lies behind the newest figure."""
        return self.size * _FADES ** max(0, newest - self.year)

    @property
    def strength(self) -> float:
        """1 for figures that carry it, half of that with each fault."""
        return _WEAKENS ** len(self.faults)


@dataclass(frozen=True)
class Edition:
    """What a report says first.

    Attributes
    ----------
    lead
        The finding; the sentence that nothing is recorded where there is none.
    points
        The main points, the most important first.
    why
        For each candidate, the best first: its subject, what was made of it, and what it is worth.
    """

    lead: Paragraph
    points: "Points"
    why: list[dict[str, Any]]


@dataclass(frozen=True)
class Points:
    """The main points as a list; with them goes into the record why they and the lead were chosen."""

    sentences: tuple[Markup | str, ...]
    why: list[dict[str, Any]]

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        items = repeated("<li>{}</li>", self.sentences)
        html = live(Markup('<ul class="points">{}</ul>').format(items)) if self.sentences else ""
        text = "\n".join(f"- {plain(Markup(sentence).striptags())}" for sentence in self.sentences)
        return {"text/html": html, "text/plain": text, RESULT_TYPE: {"why": self.why}}


def edit(candidates: Iterable[Candidate | None], region: Region, newest: int, otherwise: str) -> Edition:
    """Choose the lead and the main points of a report.

    Parameters
    ----------
    candidates
        What could be said, in the order of the questions that it answers; None is what there is nothing to say of.
    region
        The region of the report.
    newest
        The year of the newest figure of the region that the report could use.
    otherwise
        The sentence that leads where nothing is to be said: what is not recorded, and what can be said instead.
    """
    given = [each for each in candidates if each is not None]
    ranked = sorted(given, key=lambda each: -each.importance(newest) * each.strength)
    own = [each for each in ranked if each.region == region]
    lead = min(own, key=_kept_from_leading(newest), default=None)
    subjects = {lead.subject} if lead else set()
    points: list[Candidate] = []
    for each in own:
        if each.subject not in subjects and len(points) < MOST:
            points.append(each)
            subjects.add(each.subject)
    order = sorted(ranked, key=lambda each: each is not lead)
    why = [_reason(each, lead, points, region, newest) for each in order]
    sentences = tuple(each.sentence for each in points)
    return Edition(_lead(lead, region, newest, otherwise), Points(sentences, why), why)


def _kept_from_leading(newest: int) -> Callable[[Candidate], tuple[bool, bool, bool]]:
    """What suits a lead comes first: no fault, fresh, an answer to the title; of equals, the most important."""
    return lambda each: (bool(each.faults), newest - each.year > _FRESH, not each.answers)


def _lead(lead: Candidate | None, region: Region, newest: int, otherwise: str) -> Paragraph:
    """The finding; where it is old, with the sentence that nothing newer is recorded."""
    if lead is None:
        return Paragraph([otherwise], role="finding")
    if newest - lead.year <= _FRESH:
        return Paragraph([lead.sentence], role="finding")
    message = _("No newer figure of %(region)s that can be compared is recorded.")
    return Paragraph([lead.sentence, say(message, region=region.name)], role="finding")


def _reason(
    each: Candidate, lead: Candidate | None, points: list[Candidate], region: Region, newest: int
) -> dict[str, Any]:
    """What was made of a candidate, for the record."""
    if each is lead:
        made = "lead"
    elif each in points:
        made = "point"
    elif each.region != region:
        made = "another region"
    else:
        made = "left out"
    kept = [*each.faults, *(["stale"] if newest - each.year > _FRESH else []), *([] if each.answers else ["aside"])]
    return {
        "subject": each.subject,
        "made": made,
        "year": each.year,
        "importance": round(each.importance(newest), 2),
        "strength": each.strength,
        "kept from leading by": kept,
        "sentence": plain(Markup(each.sentence).striptags()),
    }
