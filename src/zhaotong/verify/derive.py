"""A page derived again from its data, and what the one that is verified says otherwise: the work of one worker."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.reports.make import make_report
from zhaotong.reports.printed import PrintedFigure
from zhaotong.reports.proof import Proof, proof_in, stated_digest
from zhaotong.reports.requests import ReportTask
from zhaotong.reports.stamps import set_made
from zhaotong.runs.jobs import RunError
from zhaotong.verify.pages import read_page
from zhaotong.verify.pieces import ORIGIN, parsed, pieces_of
from zhaotong.verify.unlike import BLOCK, CHANGED, Detail, Difference, differences, other_differences

# What is stated and cannot be derived: when and with what the page was made, and how it was asked for. The digests of
# the parts follow from these.
_STATED = {"made", "data", "version", "recipe", "given", "sealed", "stated", "parts"}


@dataclass(frozen=True)
class Derivation:
    """What came of deriving a page again.

    Attributes
    ----------
    differences
        What the page says otherwise, and what it states otherwise of its making.
    figures
        Those that the derived page rests on.
    """

    differences: list[Difference]
    figures: list[PrintedFigure]

    @classmethod
    def read(cls, path: Path) -> "Derivation":
        """The derivation that a worker has written."""
        said = json.loads(path.read_text(encoding="utf-8"))
        found = [
            Difference(change, kind, name, [Detail(*each) for each in details])
            for change, kind, name, details in said["differences"]
        ]
        return cls(found, [PrintedFigure(*each) for each in said["figures"]])


def derive(task: ReportTask, page: Path) -> Path:
    """Make the report of a page again, and write down what the page says otherwise.

    Returns
    -------
    Path
        The file that `Derivation.read` reads.

    Raises
    ------
    RunError
        The report cannot be made, or the page not be read.
    """
    made = make_report(task)
    try:
        derivation = held_against(read_page(page), made.read_text(encoding="utf-8"))
    except InputError as error:
        raise RunError(str(error)) from error
    except RecursionError as error:
        raise RunError(_("its parts stand one inside the other too deeply to be read")) from error
    path = made.with_suffix(".derived")
    path.write_text(json.dumps(asdict(derivation), ensure_ascii=False), encoding="utf-8")
    return path


def held_against(page: str, made: str) -> Derivation:
    """What a page says otherwise than one that was derived from its data."""
    given, derived = parsed(page), parsed(made)
    stated, own = proof_in(given), proof_in(derived)
    set_made(derived, own.language, stated.made)
    pieces = pieces_of(given)
    found = differences(pieces, pieces_of(derived)) or other_differences(given, derived)
    found += _in_block(stated, own)
    if stated.stated != stated_digest(stated):
        found.append(Difference(CHANGED, BLOCK, "stated", []))
    if not found and stated.parts != [(each.kind, each.digest) for each in pieces if each.kind != ORIGIN]:
        found.append(Difference(CHANGED, BLOCK, "parts", []))
    return Derivation(found, own.figures)


def _in_block(stated: Proof, own: Proof) -> Iterator[Difference]:
    """What a page states otherwise of its making than the one derived from its data."""
    said, its = (each.model_dump(mode="json", exclude=_STATED | {"figures"}) for each in (stated, own))
    for name in its:
        if said[name] != its[name]:
            yield Difference(CHANGED, BLOCK, name, list(_entries(said[name], its[name])))
    if stated.figures != own.figures:
        before, after = (
            {(*each[:5], *each[7:9]): each for each in figures} for figures in (stated.figures, own.figures)
        )
        pairs = [(before.get(key), after.get(key)) for key in (before | after)]
        unlike = [(one, other) for one, other in pairs if one != other]
        details = [
            Detail(" ".join((one or other or ())[1:4]), one.value if one else "", other.value if other else "")
            for one, other in unlike
        ]
        yield Difference(CHANGED, BLOCK, "figures", details)


def _entries(said: Any, its: Any) -> Iterator[Detail]:
    """The entries that differ in a table of names, or both texts."""
    if isinstance(said, dict) and isinstance(its, dict):
        for name in said | its:
            if said.get(name) != its.get(name):
                yield Detail(name, str(said.get(name, "")), str(its.get(name, "")))
    else:
        yield Detail("", str(said), str(its))
