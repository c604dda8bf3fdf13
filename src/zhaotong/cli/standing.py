"""The commands for reports that stand: `zhaotong list` and `zhaotong open`."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from helpers.figures.paths import data_folder
from helpers.text.language import LANGUAGES, _, _n
from helpers.text.messages import InputError, did_you_mean, shortened
from zhaotong.cli.layout import width
from zhaotong.cli.options import Command, argument, option
from zhaotong.reports.digests import Inputs
from zhaotong.reports.folder import reports_folder
from zhaotong.reports.freshness import CURRENT, DAMAGED, ORPHANED, OUTDATED, Standing
from zhaotong.reports.plan import reason_words
from zhaotong.reports.telling import duration

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("list", cls=Command)
@argument("words", nargs=-1, metavar="[WORD]...")
@option("--state", type=click.Choice([CURRENT, DAMAGED, OUTDATED, ORPHANED]), help="Those in this state alone.")
@option("--language", type=click.Choice([*LANGUAGES]), help="Those in this language alone.")
@option("--output-dir", "folder", type=_FOLDER, help="Where the reports are.")
@option("--json", "as_json", is_flag=True, help="Write JSON.")
def list_reports(
    words: tuple[str, ...], state: str | None, language: str | None, folder: Path | None, as_json: bool
) -> None:
    """List the reports that stand: in what state each is and why, and how old it is.

    WORDS choose those in whose notebook, file, region or heading each of them stands. The states: current; damaged,
    where a file is missing or was altered; outdated, where data, notebook or code have changed since; orphaned, where
    its notebook or region is gone. `zhaotong report` mends all but the last.
    """
    where = folder or reports_folder()
    found = [each for each in _reports(where) if _is_meant(each, words, state, language)]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    if not found:
        none = _("no report stands in %(folder)s; zhaotong report all makes them")
        asked = _("no report in %(folder)s is what is asked for")
        click.echo((asked if words or state or language else none) % {"folder": os.path.relpath(where)})
        return
    states = {CURRENT: _("current"), DAMAGED: _("damaged"), OUTDATED: _("outdated"), ORPHANED: _("orphaned")}
    wide = max(width(each["page"]) for each in found)
    for each in found:
        page = each["page"] + " " * (wide - width(each["page"]))
        said = {"page": page, "state": states[each["state"]], "age": duration(each["age"]), "reason": each["reason"]}
        line = _("%(page)s  %(state)s, made %(age)s ago: %(reason)s") if each["reason"] else ""
        click.echo((line or _("%(page)s  %(state)s, made %(age)s ago")) % said)
    click.echo(_n("%(n)s report", "%(n)s reports", len(found)) % {"n": len(found)})


def _reports(folder: Path) -> Iterator[dict[str, Any]]:
    """What is told of each report in a folder."""
    standing, now = Standing(folder, Inputs(data_folder())), datetime.now(UTC)
    for page, record in sorted(standing.known.values(), key=lambda each: each[0]):
        condition = standing.condition(page, record)
        yield {
            "page": os.path.relpath(page),
            "notebook": record["notebook"],
            "region": record["result"]["region"],
            "language": record["language"],
            "heading": record["heading"],
            "state": condition.state,
            "reason": reason_words((*condition.reasons, *condition.damages)),
            "made": record["made"],
            "age": round((now - datetime.fromisoformat(record["made"])).total_seconds()),
            "seconds": record["seconds"],
            "parameters": record["parameters"],
            "command": record.get("command", ""),
        }


def _is_meant(report: dict[str, Any], words: tuple[str, ...], state: str | None, language: str | None) -> bool:
    said = " ".join(str(report[name]) for name in ("page", "region", "heading")).casefold()
    return (
        all(word.casefold() in said for word in words)
        and state in (None, report["state"])
        and language in (None, report["language"])
    )


@click.command("open", cls=Command)
@argument("words", nargs=-1, metavar="[WORD]...")
@option("--language", type=click.Choice([*LANGUAGES]), help="The report in this language.")
@option("--output-dir", "folder", type=_FOLDER, help="Where the reports are.")
def open_report(words: tuple[str, ...], language: str | None, folder: Path | None) -> None:
    """Open a report in the browser: that which `zhaotong list` shows for these WORDS; the index where there are none.

    Of several, the one with the shortest name: its notebook as it stands.
    """
    where = folder or reports_folder()
    if not words and not language:
        page = where / "index.html"
        if not page.is_file():
            raise InputError(_("no index stands in %(folder)s; zhaotong report all makes it") % _named(where))
    else:
        reports = list(_reports(where))
        meant = [each for each in reports if _is_meant(each, words, None, language)]
        if not meant:
            known = {part for each in reports for part in (each["notebook"], each["page"])}
            said = {"word": shortened(" ".join(words)), "hint": did_you_mean(" ".join(words), known)}
            raise InputError(_('no report in %(folder)s is called "%(word)s"%(hint)s') % (said | _named(where)))
        page = Path(min(meant, key=lambda each: (len(each["page"]), each["page"]))["page"])
    click.echo(os.path.relpath(page))
    click.launch(str(page))


def _named(folder: Path) -> dict[str, str]:
    return {"folder": os.path.relpath(folder)}
