"""A review on the terminal, in lines and as data."""

import json
from collections.abc import Iterator
from typing import Any

from helpers.figures.periods import window_words
from helpers.text.language import _
from helpers.text.messages import shortened
from zhaotong.keeping.entries import Batch, Entry
from zhaotong.keeping.review.about import about_facts
from zhaotong.keeping.review.releases import first_releases
from zhaotong.keeping.review.reviewing import Item, Review
from zhaotong.keeping.review.words import counts_words, safe_words, standing_told, standing_words

_MOST = 12  # rows in question that are told
_WIDEST = 160


def about_lines(review: Review) -> Iterator[str]:
    """What the text is about and its source, a line each."""
    about = review.about
    for name, text in about_facts(about.head, about.region, review.observations):
        yield _("%(name)s: %(text)s") % {"name": name, "text": shortened(text, _WIDEST)}


def review_lines(review: Review) -> Iterator[str]:
    """The counts, then what is in question, then what there is to know."""
    yield counts_words(review.counts)
    if review.verdicts:
        each = (f"{standing_words(verdict)} {count}" for verdict, count in review.verdicts.items())
        yield _("rows: %(counts)s") % {"counts": _(", ").join(each)}
    grave = [item for item in review.items if item.standing and item.standing.is_grave]
    for item in grave[:_MOST]:
        yield from _row_lines(review, item)
    if (more := len(grave) - _MOST) > 0:
        yield "  " + _("… and %(n)s more") % {"n": more}
    yield safe_words(review)
    yield from review.notices


def _row_lines(review: Review, item: Item) -> Iterator[str]:
    cells, standing = item.proposal.cells, item.standing
    region, indicator = cells["region"], cells["indicator"]
    places = review.observations.places
    names = {
        "standing": standing_words(standing.verdict) if standing else "",
        "place": cells["locator"],
        "indicator": indicator,
        "region": places[region].name if region in places else region,
        "period": window_words(cells["period"], cells["span"]) if item.proposal.is_whole else cells["period"],
        "value": cells["value"],
    }
    yield "  " + _("%(standing)s, %(place)s: %(indicator)s of %(region)s, %(period)s: %(value)s") % names
    yield "    " + shortened(item.proposal.quote.text, _WIDEST)
    for said in standing.said if standing else ():
        yield "    " + said
    if (told := standing_told(item)) != names["standing"]:
        yield "    " + told


def batch_of(review: Review) -> Batch:
    """The rows of a review that may be recorded as they are, and its source where it is new."""
    name = review.document.name
    figures = [Entry(f"{name}, {item.proposal.cells['locator']}", dict(item.proposal.cells)) for item in review.safe]
    source = [Entry(_("the source"), dict(review.publication.cells))] if review.publication.is_new else []
    return Batch(figures, source, releases=first_releases(figures, source))


def review_json(review: Review) -> str:
    """A review as data: what the text is about, its source, counts, and every number."""
    head = review.about.head
    about = {name: getattr(head, name) for name in ("period", "span", "title", "publisher", "published", "language")}
    content = {
        "file": review.document.name,
        "digest": review.document.digest,
        "about": {"region": review.about.region, **about},
        "source": {**review.publication.cells, "new": review.publication.is_new},
        "counts": dict(review.counts),
        "standings": dict(review.verdicts),
        "notices": list(review.notices),
        "numbers": [_number(item) for item in review.items],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _number(item: Item) -> dict[str, Any]:
    reading, standing = item.proposal.reading, item.standing
    return {
        "number": item.proposal.number,
        "state": item.state,
        "printed": reading.printed,
        "quote": item.proposal.quote.text,
        "locator": item.proposal.quote.locator,
        "sure": reading.sure,
        "indicator": reading.indicator,
        "role": str(reading.role),
        "bound": reading.bound,
        "reason": reading.reason,
        "row": dict(item.proposal.cells) or None,
        "standing": standing.verdict if standing else None,
        "said": standing.said if standing else [],
        "against": sorted(standing.rows) if standing else [],
        "adds_up": bool(standing and standing.adds_up),
        "accept": item.is_safe,
    }
