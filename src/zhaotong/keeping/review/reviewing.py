"""A text read for review: every number with the row that is proposed for it, and how that stands to what is known."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.checks.findings import SUSPECT
from helpers.checks.table import derived
from helpers.checks.xray import near
from helpers.figures.observations import Observations
from helpers.reading.checking import claims_of
from helpers.reading.compared import NEW, STANDINGS, Standing, compare, rows_of, with_source
from helpers.reading.document import Document
from helpers.reading.proposals import Proposal, propose
from helpers.reading.questions import Answers
from helpers.reading.quotes import Lines
from helpers.reading.reader import read
from helpers.reading.readings import Role, State
from helpers.reading.reasons import reason_words
from helpers.text.language import _, _n
from zhaotong.keeping.doubts import own_doubts
from zhaotong.keeping.review.about import About
from zhaotong.keeping.review.choices import NOTHING, Choices, kind_of
from zhaotong.keeping.review.publication import Publication

ROW, OTHER, LEFT_OUT, UNREAD = "row", "other", "left_out", "unread"  # what became of a number
STATES = (ROW, OTHER, LEFT_OUT, UNREAD)


@dataclass(frozen=True)
class Item:
    """A number of a text as a keeper reviews it.

    Attributes
    ----------
    proposal
        The number, with its row where one is proposed.
    standing
        How the row stands; None where there is none.
    wanted
        Whether rows of its kind were wanted when the publisher was last read.
    """

    proposal: Proposal
    standing: Standing | None
    wanted: bool = True

    @property
    def state(self) -> str:
        """One of STATES: a row, something else that is read of an indicator, left out with a reason, or unread."""
        if self.standing:
            return ROW
        states = {State.PROPOSED: OTHER, State.LEFT_OUT: LEFT_OUT, State.UNREAD: UNREAD}
        return states[self.proposal.reading.state]

    @property
    def is_safe(self) -> bool:
        """Whether its row may be accepted as it is: sure, of something new, not in question, wanted."""
        if not self.standing or not self.proposal.is_whole or not self.proposal.reading.sure:
            return False
        is_printed = self.proposal.cells["status"] == "normal"  # what was computed is for a person to accept
        return is_printed and self.wanted and self.standing.verdict == NEW

    @property
    def why(self) -> list[str]:
        """Why there is no row, or what there is to know of it."""
        if self.standing:
            unwanted = [] if self.wanted else [_("not accepted when this publisher was last read")]
            return [*self.standing.said, *unwanted]
        reading = self.proposal.reading
        if self.state == LEFT_OUT and reading.reason:
            return [reason_words(reading.reason)]
        if self.state == OTHER:
            return [_role_words(reading.role, reading.bound)]
        return [_("not read")]


@dataclass(frozen=True)
class Review:
    """A text that was read, with all that a keeper decides on.

    Attributes
    ----------
    document
        The text.
    about
        What it is about, confirmed.
    publication
        Its source.
    items
        Every number, in the order of the text.
    lines
        The lines of the text, the first of them line 1.
    observations
        What is recorded, which knows the source.
    notices
        What must be known of the text and of choices, a sentence each.
    decided
        What was decided of it now, to be kept for the next text of its publisher once figures of it are recorded.
    """

    document: Document
    about: About
    publication: Publication
    items: Sequence[Item]
    lines: Sequence[str]
    observations: Observations
    notices: Sequence[str]
    decided: Choices = NOTHING

    @property
    def counts(self) -> Mapping[str, int]:
        """How many numbers there are of each of STATES."""
        counted = Counter(item.state for item in self.items)
        return {state: counted[state] for state in STATES}

    @property
    def safe(self) -> list[Item]:
        """The rows that may be accepted as they are."""
        return [item for item in self.items if item.is_safe]

    @property
    def verdicts(self) -> Mapping[str, int]:
        """How many rows stand how, the gravest first."""
        counted = Counter(item.standing.verdict for item in self.items if item.standing)
        return {verdict: counted[verdict] for verdict in STANDINGS if counted[verdict]}


def review(
    document: Document,
    about: About,
    publication: Publication,
    observations: Observations,
    choices: Choices,
    answers: Answers,
    notices: Sequence[str] = (),
    decided: Choices = NOTHING,
) -> Review:
    """Read a text whose head is confirmed, and hold what is read against what is recorded and against itself.

    Parameters
    ----------
    choices
        What was decided for its publisher before.
    answers
        To the questions of the text.
    notices
        What there is to know before it is read.
    decided
        What was decided of it now.
    """
    readings = read(document, about.head, observations, answers)
    proposals = propose(document, about.head, about.region, readings, observations, publication.source)
    known = with_source(observations, publication.cells)
    standings = compare(proposals, known, claims_of(document, about.head, readings, known))
    _doubt(proposals, standings, known)
    items = [
        Item(each, standings.get(each.number), not each.is_row or kind_of(each.cells) not in choices.unwanted)
        for each in proposals
    ]
    unwanted = sum(not item.wanted for item in items)
    said = [*document.notices, *notices]
    if unwanted:
        words = _n(
            "%(n)s row is of a kind that was not accepted when %(publisher)s was last read; it is not accepted unasked",
            "%(n)s rows are of kinds that were not accepted when %(publisher)s was last read; they are not accepted "
            "unasked",
            unwanted,
        )
        said.append(words % {"n": unwanted, "publisher": about.head.publisher})
    return Review(document, about, publication, items, Lines(document).texts, known, said, decided)


def _doubt(proposals: Sequence[Proposal], standings: Mapping[int, Standing], observations: Observations) -> None:
    """Note what its own past and its date say against each row, unless another source bears it out."""
    rows = rows_of(proposals, observations)
    if rows.empty:
        return
    around = near(observations, set(rows["region"]))
    figures = pd.concat([around.figures, derived(rows.drop(columns="proposal"), observations)])
    after = replace(around, figures=figures)
    for row, number in rows["proposal"].items():
        standing = standings[number]
        for doubt in (each for part in own_doubts(int(str(row)), after, standing.corroborated) for each in part):
            standing.note(SUSPECT, doubt)


def _role_words(role: Role, bound: str) -> str:
    """What a number says of an indicator, where that is no figure of it."""
    words = {
        Role.GAP: _("a difference from another place or item"),
        Role.CHANGE: _("a difference from another time"),
        Role.RANK: _("a place among others"),
        Role.SHARE: _("a share of a whole"),
        Role.MULTIPLE: _("so many times as much"),
        Role.CONTRIBUTION: _("what it adds to a whole"),
        Role.AVERAGE: _("an average over several years"),
        Role.TARGET: _("a target"),
        Role.BOUND: _("not the number itself: about, over or under it"),
        Role.PART: _("a part of what the indicator counts"),
        Role.SUM: _("a sum of several years or places"),
    }
    if role in words:
        return words[role]
    return words[Role.BOUND] if bound else _("without a number that a row could have")
