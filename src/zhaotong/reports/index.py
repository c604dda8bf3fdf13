"""The front page of the reports, in each language, and a page for each region where there are many."""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from helpers.text.citations import say
from helpers.text.language import HTML_LANGUAGE, LANGUAGES, _, in_language
from zhaotong.reports.cards import Cards, hiding
from zhaotong.reports.digests import Inputs
from zhaotong.reports.entries import Entry, Place, Regions, places
from zhaotong.reports.freshness import Standing
from zhaotong.reports.head import ICON
from zhaotong.reports.notebooks import list_notebooks, readable
from zhaotong.reports.policy import INDEX_STYLE, TEMPLATE, policy
from zhaotong.runs.jobs import FAILURES

FRONT = {"en": "index.html", "zh": "index.zh.html"}
REGIONS = "regions"  # the folder of their pages, in one for each language: no report of a notebook stands so deep
MANY = 12  # regions; the cards of more would not be read through, so each region has a page of its own
_UP = "../../"  # from the page of a region to the folder of reports
_MOST_FAILURES = 20
_FIND = (TEMPLATE / "find.js").read_text(encoding="utf-8")


class Index:
    """The pages that lead to the reports in a folder.

    Parameters
    ----------
    folder
        Where the reports are.
    standing
        Which there are.
    style
        The name of a style sheet beside the front page that all pages share; each has its own unless given.
    """

    def __init__(self, folder: Path, standing: Standing, style: str = "") -> None:
        self._folder, self._style = folder, style
        self._notebooks = {notebook.name: notebook for notebook in readable(list_notebooks())[0]}
        self._regions = Regions(standing.inputs.regions)
        self.places = places(standing, self._notebooks)
        self.failures = list(_failures(folder))

    def pages(self) -> Iterator[tuple[str, str]]:
        """Each page with its address, as seen from the folder."""
        for language in LANGUAGES:
            with in_language(language):
                cards = Cards(self._folder, self._notebooks, language, renewing=not self._style)
                yield FRONT[language], self._front(cards, language)
                for place in self.places if self.has_many else []:
                    yield _address(place, language), self._region(place, cards, language)

    @property
    def has_many(self) -> bool:
        """Whether each region has a page of its own."""
        return len(self.places) > MANY

    def _front(self, cards: Cards, language: str) -> str:
        standing = ((place, entry) for place in self.places for entry in place.entries if language in entry.said)
        place, entry = next(standing, (None, None))
        lead = cards.leading(place, entry, "") if place and entry else None
        if lead and place and self.has_many:
            name, page = cards.name(place), _address(place, language)
            lead |= {"more": _("All reports on %(region)s") % {"region": name}, "more_page": page}
        shown = [place] if place and self.has_many else self.places
        rest = [(each, _without(each, entry)) for each in shown]
        groups = [cards.group(each, entries, "") for each, entries in rest if entries]
        choices = {} if self.has_many else cards.choices(groups)
        return self._page(
            language,
            up="",
            other={each: FRONT[each] for each in LANGUAGES if each != language},
            own_style=hiding(choices),
            title=_("Zhaotong growth: the reports"),
            lead=lead,
            groups=groups,
            filters=choices,
            finder=list(self._provinces(cards, language)) if self.has_many else [],
            failures=[each for each in self.failures if each["name"].endswith(f".{language}")][:_MOST_FAILURES],
        )

    def _region(self, place: Place, cards: Cards, language: str) -> str:
        entry = next((each for each in place.entries if language in each.said), None)
        rest = _without(place, entry)
        return self._page(
            language,
            up=_UP,
            other={each: f"{_UP}{_address(place, each)}" for each in LANGUAGES if each != language},
            own_style="",
            title=_("%(region)s: the reports") % {"region": cards.name(place)},
            lead=cards.leading(place, entry, _UP) if entry else None,
            groups=[cards.group(place, rest, _UP)] if rest else [],
        )

    def _page(self, language: str, up: str, own_style: str, **given: Any) -> str:
        script = _FIND if given.get("finder") else ""
        style = own_style if self._style else INDEX_STYLE + own_style
        return template("index.html.j2").render(
            tag=HTML_LANGUAGE[language],
            tags=HTML_LANGUAGE,
            languages=LANGUAGES,
            policy=policy(style, script, shared=bool(self._style)),
            sheet=f"{up}{self._style}" if self._style else "",
            style=Markup(style),
            script=Markup(script),
            icon=ICON,
            home=f"{up}{FRONT[language]}",
            words=_words(),
            **given,
        )

    def _provinces(self, cards: Cards, language: str) -> Iterator[dict[str, Any]]:
        """The regions by the province that they are in, each with its page and all its names to be found by."""
        found: dict[str, list[Place]] = {}
        for place in sorted(self.places, key=lambda each: (not each.code, self._regions.order(each.code))):
            found.setdefault(self._regions.around(place.code), []).append(place)
        for code, inside in found.items():
            links = [
                {"page": _address(place, language), "name": cards.name(place), "called": self._regions.called(place)}
                for place in inside
            ]
            yield {"name": self._regions.names(code).get(language) or links[0]["name"], "links": links}


def put_index(folder: Path, data: Path) -> Path:
    """Write the pages that lead to the reports in a folder, and take away those of regions that are no longer there.

    Returns
    -------
    Path
        The front page.
    """
    made = set()
    for address, html in Index(folder, Standing(folder, Inputs(data))).pages():
        made.add(folder / address)
        _put(folder / address, html.encode())
    for path in folder.glob(f"{REGIONS}/*/*.html"):
        if path.parent.name in LANGUAGES and path not in made:
            path.unlink()
    return folder / FRONT["en"]


def _put(path: Path, content: bytes) -> None:
    """Write a file aside and put it in place; one that has this content already stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return
    aside = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        aside.write_bytes(content)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


@cache
def template(name: str) -> Template:
    """A template of a page."""
    environment = Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template(name)


def _words() -> dict[str, str]:
    """What stands on every page of these, in the language in use."""
    return {
        "all": _("all"),
        "find": _("Find a place"),
        "found": say(_("Places found: %(n)s"), n=Markup("<output></output>")),
        "languages": _("This page in another language"),
        "missing": _("Not made when last tried"),
        "name": _("Zhaotong growth"),
        "none": _("No report has been made yet."),
        "places": _("All places, by province"),
        "show": _("Show"),
        "shown": say(_("Reports shown: %(n)s"), n=Markup("<span></span>")),
        "skip": _("Skip to the reports"),
        "workbook": _("Workbook"),
    }


def _without(place: Place, entry: Entry | None) -> list[Entry]:
    return [each for each in place.entries if each is not entry]


def _address(place: Place, language: str) -> str:
    return f"{REGIONS}/{language}/{place.slug}.html"


def _failures(folder: Path) -> Iterator[dict[str, str]]:
    """The reports that could not be made when they were last tried."""
    for path in sorted((folder / FAILURES).glob("*/*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        yield {"notebook": path.parent.name, "name": path.stem, "message": record["message"]}
