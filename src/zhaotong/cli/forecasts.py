"""The command that lists what reports forecast, and what came: `zhaotong forecasts`."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhaotong.cli.options import Command
from zhaotong.reports.production import REPORTS

if TYPE_CHECKING:
    from helpers.figures.observations import Observations
    from zhaotong.reports.forecasts import Forecasted, Summary


@click.command(cls=Command)
@click.option("--region", help="Forecasts of this region alone, by code or name.")
@click.option("--indicator", help="Forecasts of this indicator alone, by identifier or name.")
@click.option(
    "--output-dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the reports are; reports/ by default.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON, with sources and digests.")
def forecasts(region: str | None, indicator: str | None, folder: Path | None, as_json: bool) -> None:
    """List every forecast that a report sealed and, where its figure has come, how it did.

    A forecast of a period that is over when it is made is a test, and is not sealed. At the end stands how many came
    and were inside their intervals, the mean absolute error, and the mean interval score at 95 % (less is better).
    The exit code is 1 where a record is broken or a forecast was changed after it was sealed.
    """
    from helpers.figures.observations import load_observations  # 0.4 s, which no other command should wait for
    from zhaotong.reports.forecasts import list_forecasts, summarise

    observations = load_observations()
    named = region and observations.find_region(region), indicator and observations.find_indicator(indicator)
    found, faults = list_forecasts(folder or REPORTS, observations, *named)
    summaries = summarise(found)
    if as_json:
        content = {"forecasts": [_data(each) for each in found], "summary": [asdict(summary) for summary in summaries]}
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        for line in _lines(found, summaries, observations, folder or REPORTS, bool(region or indicator)):
            click.echo(line)
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(1 if faults else 0)


def _lines(
    found: "list[Forecasted]", summaries: "list[Summary]", observations: "Observations", folder: Path, some: bool
) -> Iterator[str]:
    if not found:
        which = " for what is asked" if some else ""
        yield f"no report in {os.path.relpath(folder)} has sealed a forecast{which}; zhaotong report 03-trend makes one"
        return
    subject: tuple[str, str] | None = None
    for each in found:
        forecast = each.forecast
        if subject != (subject := (forecast.region, forecast.indicator)):
            place = observations.places.get(forecast.region)
            yield f"{place.name_en if place else '?'} ({forecast.region}), {forecast.indicator}"
        yield f"  {_said(each)}; {_came(each)}"
    for summary in summaries:
        yield _summary_line(summary)


def _said(each: "Forecasted") -> str:
    target, forecast = each.target, each.forecast
    ends = f"80% {target.low80:,.1f} to {target.high80:,.1f}, 95% {target.low95:,.1f} to {target.high95:,.1f}"
    known = f", as known in {forecast.as_of}" if forecast.as_of else ""
    made = f"from {forecast.last} by {forecast.method}, made {forecast.made[:10]}{known}"
    return f"{target.period}: {target.point:,.1f} ({ends}; {made})"


def _came(each: "Forecasted") -> str:
    if each.outcome is None or each.score is None:
        return "came on another basis only, and is not held against it" if each.is_over else "not come yet"
    scored = each.score
    inside = "inside 80%" if scored.inside80 else "inside 95%, outside 80%" if scored.inside95 else "outside 95%"
    revision = "" if each.outcome.is_alike else ", of another release"
    return (
        f"came {each.outcome.figure.value:,g}{revision}, error {scored.error:+,.1f}, {inside}, "
        f"interval score {scored.interval:,.1f}"
    )


def _summary_line(summary: "Summary") -> str:
    if not summary.n:
        return f"{summary.indicator}: {summary.sealed} forecast, none has come yet"
    return (
        f"{summary.indicator}: {summary.sealed} forecast, {summary.n} came; {summary.inside80} inside 80% "
        f"({summary.inside80 / summary.n:.0%}), {summary.inside95} inside 95% ({summary.inside95 / summary.n:.0%}); "
        f"mean absolute error {summary.error:,.2f}, mean interval score {summary.interval:,.2f}"
    )


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
