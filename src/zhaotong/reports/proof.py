"""What a page carries to prove itself: one block of JSON, which a browser never runs, with what it was made from.

It states the notebook, the parameters, the data and every figure as printed, and a digest of each sentence, table and
chart; so that whoever has the page alone can tell whether it says what it said when it was made.
"""

import json
import re
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any, Literal

from bs4 import BeautifulSoup
from pydantic import BaseModel, Field, ValidationError, field_serializer, field_validator

from helpers.text.language import _, _n
from helpers.text.messages import InputError, shortened
from zhaotong.reports.parts import (
    ACTIVE,
    CHART,
    CITATION,
    COMMAND,
    FILE,
    LOOK,
    MADE,
    SENTENCE,
    SOURCE,
    TABLE,
    TITLE,
    parts_of,
)
from zhaotong.reports.printed import PrintedFigure, PrintedSource, figures_digest
from zhaotong.reports.stamps import is_made_at

FORMAT = 2
ADDRESS = "report"  # of the block in its page
_TYPE = "application/json"
# What could end the block, or a line of it, is written as JSON allows to write it.
_ESCAPED = re.compile("[<>&\u2028\u2029]")


class NoReportError(InputError):
    """A page carries nothing of its making."""


# Of these columns a block lists each text once, and a row has its place in the list.
_LISTED = ("region", "indicator", "period", "span", "unit", "source", "locator", "vintage", "reliability", "caveats")


class Proof(BaseModel):
    """What a page states of how it was made.

    Attributes
    ----------
    cells
        Digest of the notebook's prose and code.
    parameters, given
        Every parameter, and as they were given those that were.
    form
        How its page was asked for, as words of the command.
    data
        Digest of the data folder.
    recipe
        Digests of notebook, code, parameters, versions and what describes the data; see `Inputs.recipe`.
    made
        When, in ISO format.
    region, window, vintage
        What the report is about, as its record has it.
    sealed
        The forecasts that it was handed, which former runs had sealed.
    tables
        Caption and label of each table of results, in their order.
    digest
        Of the figures as they were printed; a citation of the page names its first letters.
    stated
        Of all that is stated here besides the figures and the parts.
    parts
        Kind and digest of each part of the page, in their order.
    """

    format: Literal[2] = 2
    notebook: str
    cells: str
    parameters: dict[str, Any]
    given: dict[str, Any] = Field(default_factory=dict)
    form: list[str] = Field(default_factory=list)
    language: str = Field(pattern="^(en|zh)$")
    data: str
    recipe: dict[str, str] = Field(default_factory=dict)
    version: str
    made: str
    finding: str
    region: str = ""
    window: str = ""
    vintage: str = ""
    sealed: list[dict[str, Any]] = Field(default_factory=list)
    tables: list[tuple[str, str]] = Field(default_factory=list)
    figures: list[PrintedFigure]
    sources: dict[str, PrintedSource]
    digest: str
    stated: str = ""
    parts: list[tuple[str, str]] = Field(default_factory=list)

    @field_serializer("figures")
    def _packed(self, figures: list[PrintedFigure]) -> dict[str, Any]:
        lists = {name: list(dict.fromkeys(getattr(each, name) for each in figures)) for name in _LISTED}
        places = {name: {text: at for at, text in enumerate(texts)} for name, texts in lists.items()}
        rows = [
            [places[name][each] if name in places else each for name, each in zip(figure._fields, figure, strict=True)]
            for figure in figures
        ]
        return {"columns": PrintedFigure._fields, "lists": lists, "rows": rows}

    @field_validator("figures", mode="before")
    @classmethod
    def _unpacked(cls, figures: Any) -> Any:
        if isinstance(figures, list):
            return figures
        try:
            columns, lists = figures["columns"], figures["lists"]
            named = [dict(zip(columns, row, strict=True)) for row in figures["rows"]]
            for row in named:
                row |= {name: lists[name][row[name]] for name in lists}
            return [PrintedFigure(**row) for row in named]
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise ValueError(f"{type(error).__name__} {error}") from None


def stated_digest(proof: Proof) -> str:
    """Digest of what a page states of its making, besides its figures, its parts and its time; they have their own."""
    said = proof.model_dump(mode="json", exclude={"made", "figures", "digest", "stated", "parts"})
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def put_proof(page: BeautifulSoup, proof: Proof) -> None:
    """Put the block at the end of a page that is otherwise complete, with the digests of its parts."""
    parts = [(part.kind, part.digest) for part in parts_of(page, ADDRESS)]
    whole = proof.model_copy(update={"stated": stated_digest(proof), "parts": parts})
    text = json.dumps(whole.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
    block = page.new_tag("script", attrs={"type": _TYPE, "id": ADDRESS})
    block.string = _ESCAPED.sub(lambda letter: f"\\u{ord(letter[0]):04x}", text)
    body = page.body
    assert body is not None
    body.append(block)


def read_proof(html: str) -> Proof:
    """What a page states of how it was made.

    Raises
    ------
    InputError
        It has no such block, or one that cannot be read.
    """
    return proof_in(BeautifulSoup(html, "html.parser"))


def proof_in(page: BeautifulSoup) -> Proof:
    """The same of a page that is parsed."""
    found = page.select(f"body > script#{ADDRESS}[type='{_TYPE}']")
    if not found:
        raise NoReportError(_("the page carries no data of its making: it is no report, or one by an earlier version"))
    if len(found) > 1:
        raise InputError(_("the page carries the data of its making %(n)s times") % {"n": len(found)})
    try:
        content = json.loads(found[0].get_text())
    except ValueError as error:
        words = _("the data of its making, which the page carries, are no JSON (%(reason)s)")
        raise InputError(words % {"reason": shortened(error)}) from None
    known = content.get("format") if isinstance(content, dict) else None
    if known != FORMAT:
        words = _("the page carries the data of its making in format %(found)s; this version reads format %(known)s")
        raise InputError(words % {"found": shortened(known), "known": FORMAT})
    try:
        return Proof.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"][:2]))
        words = _("the data of its making, which the page carries, are broken (%(where)s: %(reason)s)")
        raise InputError(words % {"where": shortened(where), "reason": shortened(first["msg"])}) from None


def altered(html: str) -> list[str]:
    """What a page no longer says as it said it when it was made, a sentence each; none where it is whole.

    Raises
    ------
    InputError
        It does not carry what it could be held against.
    """
    page = BeautifulSoup(html, "html.parser")
    proof, found = proof_in(page), parts_of(page, ADDRESS)
    told = []
    if stated_digest(proof) != proof.stated:
        told.append(_("what the page states of its making was changed"))
    if figures_digest(proof.figures) != proof.digest:
        told.append(_("the figures that the page carries were changed"))
    if not is_made_at(page, proof.language, proof.made):
        told.append(_("%(part)s was changed") % {"part": named(MADE, "")})
    stated = [(part.kind, part.digest) for part in found]
    for change, first, last, start, end in SequenceMatcher(None, proof.parts, stated, autojunk=False).get_opcodes():
        if change == "equal":
            continue
        both = min(last - first, end - start)
        names = [named(part.kind, part.text) for part in found[:end]]
        told += [_("%(part)s was changed") % {"part": name} for name in names[start : start + both]]
        told += [_("%(part)s was added") % {"part": name} for name in names[start + both :]]
        if missing := last - first - both:
            words = _n("%(n)s part is missing after %(part)s", "%(n)s parts are missing after %(part)s", missing)
            before = names[start + both - 1] if start + both else _("the beginning of the page")
            told.append(words % {"n": missing, "part": before})
    return told


def named(kind: str, text: str) -> str:
    """A part as a sentence names it."""
    message = {
        SENTENCE: _('the sentence "%(text)s"'),
        TABLE: _('the table "%(text)s"'),
        CHART: _('the chart "%(text)s"'),
        SOURCE: _('the source "%(text)s"'),
        FILE: _('the file "%(text)s"'),
        CITATION: _("the citation"),
        COMMAND: _("the command"),
        MADE: _("the date of making"),
        TITLE: _("the head of the page (title and description)"),
        LOOK: _("the style of the page (which can hide text)"),
        ACTIVE: _('the active element "%(text)s"'),
    }[kind]
    return message % {"text": shortened(text)}
