"""The command that lists what reports forecast, and what came: `zhaotong forecasts`."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helpers.text.language import _
from helpers.text.typed import plain
from zhaotong.cli.options import Command, option
from zhaotong.reports.folder import reports_folder

if TYPE_CHECKING:
    from helpers.figures.observations import Observations
    from zhaotong.reports.forecasts import Forecasted, Summary


@click.command(cls=Command)
@option("--region", help="Forecasts of this region alone, by code or name.")
@option("--indicator", help="Forecasts of this indicator alone, by identifier or name.")
@option(
    "--output-dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the reports are; reports/ by default.",
)
@option("--json", "as_json", is_flag=True, help="Write JSON, with sources and digests.")
def forecasts(region: str | None, indicator: str | None, folder: Path | None, as_json: bool) -> None:
    """List every forecast that a report sealed and, where its figure has come, how it did.

    A forecast of a period that is over when it is made is a test, and is not sealed. At the end stands how many came
    and were inside their intervals, the mean absolute error, and the mean interval score at 95 % (less is better).
    The exit code is 1 where a record is broken or a forecast was changed after it was sealed.
    """
    from helpers.figures.named import indicator_meant, region_meant  # 0.4 s, which no other command should wait for
    from helpers.figures.observations import load_observations
    from zhaotong.reports.forecasts import list_forecasts, summarise

    observations = load_observations()
    place = region and region_meant(observations, plain(region)).code
    named = place, indicator and indicator_meant(observations, plain(indicator)).code
    found, faults = list_forecasts(folder or reports_folder(), observations, *named)
    summaries = summarise(found)
    if as_json:
        content = {"forecasts": [_data(each) for each in found], "summary": [asdict(summary) for summary in summaries]}
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        for line in _lines(found, summaries, observations, folder or reports_folder(), bool(region or indicator)):
            click.echo(line)
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(1 if faults else 0)


def _lines(
    found: "list[Forecasted]", summaries: "list[Summary]", observations: "Observations", folder: Path, some: bool
) -> Iterator[str]:
    if not found:
        none = _("no report in %(folder)s has sealed a forecast; zhaotong report 03-trend makes one")
        asked = _("no report in %(folder)s has sealed a forecast for what is asked; zhaotong report 03-trend makes one")
        yield (asked if some else none) % {"folder": os.path.relpath(folder)}
        return
    subject: tuple[str, str] | None = None
    for each in found:
        forecast = each.forecast
        if subject != (subject := (forecast.region, forecast.indicator)):
            place = observations.places.get(forecast.region)
            names = {"region": place.name if place else "?", "code": forecast.region, "indicator": forecast.indicator}
            yield _("%(region)s (%(code)s), %(indicator)s") % names
        yield _("  %(forecast)s; %(outcome)s") % {"forecast": _said(each), "outcome": _came(each)}
    for summary in summaries:
        yield _summary_line(summary)


def _said(each: "Forecasted") -> str:
    target, forecast = each.target, each.forecast
    ends = {name: f"{getattr(target, name):,.1f}" for name in ("point", "low80", "high80", "low95", "high95")}
    names = {"last": forecast.last, "method": forecast.method, "made": forecast.made[:10], "as_of": forecast.as_of}
    words = _(
        "%(period)s: %(point)s (80%% %(low80)s to %(high80)s, 95%% %(low95)s to %(high95)s; "
        "from %(last)s by %(method)s, made %(made)s)"
    )
    known = _(
        "%(period)s: %(point)s (80%% %(low80)s to %(high80)s, 95%% %(low95)s to %(high95)s; "
        "from %(last)s by %(method)s, made %(made)s, as known in %(as_of)s)"
    )
    return (known if forecast.as_of else words) % {"period": target.period, **ends, **names}


def _came(each: "Forecasted") -> str:
    if each.outcome is None or each.score is None:
        other = _("came on another basis only, and is not held against it")
        return other if each.is_over else _("not come yet")
    scored = each.score
    if scored.inside80:
        inside = _("inside 80%")
    else:
        inside = _("inside 95%, outside 80%") if scored.inside95 else _("outside 95%")
    names = {"value": f"{each.outcome.figure.value:,g}", "error": f"{scored.error:+,.1f}", "inside": inside}
    words = _("came %(value)s, error %(error)s, %(inside)s, interval score %(score)s")
    other = _("came %(value)s, of another release, error %(error)s, %(inside)s, interval score %(score)s")
    return (words if each.outcome.is_alike else other) % {**names, "score": f"{scored.interval:,.1f}"}


def _summary_line(summary: "Summary") -> str:
    if not summary.n:
        return _("%(indicator)s: %(sealed)s forecast, none has come yet") % vars(summary)
    words = _(
        "%(indicator)s: %(sealed)s forecast, %(n)s came; %(inside80)s inside 80%% (%(share80)s), "
        "%(inside95)s inside 95%% (%(share95)s); mean absolute error %(error)s, mean interval score %(interval)s"
    )
    shares = {"share80": f"{summary.inside80 / summary.n:.0%}", "share95": f"{summary.inside95 / summary.n:.0%}"}
    means = {"error": f"{summary.error:,.2f}", "interval": f"{summary.interval:,.2f}"}
    return words % (vars(summary) | shares | means)


def _data(each: "Forecasted") -> dict[str, Any]:
    """A forecast of one period as plain data."""
    said: dict[str, Any] = {name: value for name, value in each.forecast.content.items() if name != "targets"}
    said |= {"record": str(each.record), **asdict(each.target)}
    if each.outcome is None or each.score is None:
        return said | {"outcome": None}
    figure = each.outcome.figure
    release = each.outcome.release.code if each.outcome.release else ""
    came = {
        "value": figure.value,
        "rows": sorted(map(int, figure.rows)),
        "release": release,
        "is_alike": each.outcome.is_alike,
    }
    return said | {"outcome": came, **asdict(each.score)}
