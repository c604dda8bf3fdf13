"""A report as a list of reports has it: question, finding, small chart, and how new it is, in the language in use."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from helpers.text.citations import say
from helpers.text.language import _, day
from zhaotong.reports.entries import BRIEF, Entry, Place, Said
from zhaotong.reports.freshness import CURRENT, ORPHANED, OUTDATED
from zhaotong.reports.notebooks import Notebook
from zhaotong.reports.thumbnails import first_chart


class Cards:
    """Reports as the pages in one language have them.

    Parameters
    ----------
    folder
        Where the reports are.
    renewing
        Whether who reads it can make a report again, and is told how.
    """

    def __init__(self, folder: Path, notebooks: Mapping[str, Notebook], language: str, renewing: bool) -> None:
        self._folder, self._notebooks, self._language, self._renewing = folder, notebooks, language, renewing

    def name(self, place: Place) -> str:
        return place.name(self._language) if place.code else _("Other questions")

    def group(self, place: Place, entries: Iterable[Entry], up: str) -> dict[str, Any]:
        """The cards of a place; `up` leads from their page to the folder of reports."""
        cards = [self.card(entry, up) for entry in entries]
        return {"code": identifier(place.code), "name": self.name(place), "cards": cards}

    def card(self, entry: Entry, up: str) -> dict[str, Any]:
        """One report; of one that stands in the other language alone, only that."""
        others = {each: f"{up}{said.page}" for each, said in entry.said.items() if each != self._language}
        card = {"notebook": identifier(entry.notebook), "others": others}
        if self._language not in entry.said:
            [(other, page)] = others.items()
            only = _("This report is written in %(language)s only.")
            language = {"en": _("English"), "zh": _("Chinese")}[other]
            return {
                **card,
                "title": self._question(entry.notebook),
                "page": page,
                "only": only % {"language": language},
            }
        said = entry.said[self._language]
        return {
            **card,
            "title": said.title,
            "page": f"{up}{said.page}",
            "workbook": f"{up}{said.workbook}" if (self._folder / unquote(said.workbook)).exists() else "",
            "settings": [each for each in (said.window, *said.settings) if each],
            "finding": said.finding,
            "about": self._about(said),
            "picture": said.picture and Markup(said.picture["svg"]),
            "picture_title": said.picture["title"] if said.picture else "",
        }

    def leading(self, place: Place, entry: Entry, up: str) -> dict[str, Any]:
        """The report that a page begins with: its main points, key figures and chart besides what a card has."""
        said = entry.said[self._language]
        file = self._folder / unquote(said.page)
        try:
            chart = first_chart(file.read_text(encoding="utf-8"))
            shown = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))["shown"]
        except (OSError, ValueError):  # it is being made anew at this moment
            chart, shown = Markup(""), []
        key: list[Any] = next((each["data"] for each in shown if each["kind"] == "key figures"), [])
        return {
            **self.card(entry, up),
            "kicker": self.name(place),
            "points": said.points,
            "key": [[_text(name), _text(figure)] for name, figure in key],
            "chart": chart,
            "read": _("Read the brief") if entry.notebook == BRIEF else _("Read the report"),
        }

    def choices(self, groups: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
        """By what cards can be narrowed down, in words, with the class of each choice; a single one is none."""
        titles = {card["notebook"]: card["title"] for group in groups for card in group["cards"]}
        questions = {identifier(name): self._question(name) for name in self._notebooks}
        known = [name for name in questions if name in titles]
        others = [name for name in titles if name not in questions]
        choices = {
            _("Region"): {f"r-{group['code']}": group["name"] for group in groups},
            _("Question"): {f"n-{name}": questions.get(name, titles[name]) for name in [*known, *others]},
        }
        return {name: options for name, options in choices.items() if len(options) > 1}

    def _question(self, notebook: str) -> str:
        return self._notebooks[notebook].question(self._language) if notebook in self._notebooks else notebook

    def _about(self, said: Said) -> Markup:
        """How new a report is and in what state, in plain words."""
        stamp = Markup('<time datetime="{}">{}</time>').format(said.made, day(date.fromisoformat(said.made[:10])))
        older = Markup(_("made from older data or code"))
        if self._renewing:
            command = Markup("<code>{}</code>").format(said.command)
            older = say(_("made from older data or code; to renew it: %(command)s"), command=command)
        states = {CURRENT: _("up to date"), OUTDATED: older, ORPHANED: _("its notebook or region is no longer there")}
        newest = _("latest figure: %(newest)s") % {"newest": said.newest} if said.newest else ""
        parts = [newest, say(_("made on %(made)s"), made=stamp), states[said.state]]
        return Markup(" · ").join(part for part in parts if part)


def _text(cell: str | dict[str, Any]) -> str:
    """A cell of a record."""
    return cell["text"] if isinstance(cell, dict) else cell


def identifier(name: str) -> str:
    """The name of a notebook or the code of a region, which may hold anything, as part of a class."""
    return re.sub(r"[^a-zA-Z0-9-]", lambda letter: f"_{ord(letter[0]):x}", name) or "none"


def hiding(choices: dict[str, dict[str, str]]) -> str:
    """Rules that hide the cards which a choice leaves out."""
    rules = [
        f":root:has(option[value='{each}']:checked) :is(.place, .card):not(.{each}, :has(.{each}), .{each} *)"
        for options in choices.values()
        for each in options
    ]
    return "".join(f"{rule} {{ display: none; }}\n" for rule in rules)
