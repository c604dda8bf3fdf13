"""The command that says why a report leads with what it leads: `zhaotong why`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from helpers.text.language import _
from helpers.text.messages import InputError, shortened
from zhaotong.cli import offers
from zhaotong.cli.options import Command, argument


@click.command(cls=Command)
@argument("report", type=click.Path(path_type=Path), shell_complete=offers.pages)
def why(report: Path) -> None:
    """Why REPORT leads with what it leads, what came second, and what was left out.

    A report is named by its page, or by any file beside it. Each finding stands with its importance (its size against
    what is usual, less a fifth for each year of age), its strength (halved by each fault), and what kept it from
    leading.
    """
    for line in _lines(_reasons(report)):
        click.echo(line)


def _reasons(report: Path) -> list[dict[str, Any]]:
    """What the record beside a report says of its findings.

    Raises
    ------
    InputError
        There is no record, or none that says it.
    """
    from zhaotong.reports.record_model import record_path  # 0.4 s, which completion should not cost

    path = record_path(report)
    try:
        reasons = json.loads(path.read_text(encoding="utf-8"))["result"]["why"]
    except OSError as error:
        message = _("%(file)s is no report: its record %(record)s cannot be read (%(reason)s)")
        said = {"file": shortened(report, 200), "record": path.name, "reason": error.strerror}
        raise InputError(message % said) from None
    except (ValueError, KeyError, TypeError):
        message = _("%(file)s: its record says nothing of findings; its notebook has none to choose from, or is older")
        raise InputError(message % {"file": shortened(report, 200)}) from None
    return list(reasons)


def _lines(reasons: list[dict[str, Any]]) -> Iterator[str]:
    made = {
        "lead": _("leads"),
        "point": _("main point"),
        "left out": _("left out"),
        "another region": _("about another region"),
    }
    faults = {
        "weak": _("weakly supported"),
        "implied": _("nobody published it"),
        "rounding": _("smaller than its rounding"),
        "few": _("too few figures"),
        "unclaimed": _("no source stated it"),
        "stale": _("old"),
        "aside": _("no answer to the title"),
    }
    for each in reasons:
        kept = _(", ").join(faults[fault] for fault in each["kept from leading by"])
        yield _told(each, made[each["made"]], kept)
        yield f"  {each['sentence']}"


def _told(each: dict[str, Any], made: str, kept: str) -> str:
    said = {name: each[name] for name in ("year", "importance", "strength")} | {"made": made, "kept": kept}
    if kept:
        message = _("%(made)s (%(year)s; importance %(importance)s, strength %(strength)s; not to lead: %(kept)s)")
        return message % said
    return _("%(made)s (%(year)s; importance %(importance)s, strength %(strength)s)") % said
