"""The commands that hold pages against their data and against each other: `zhaotong verify`, `zhaotong compare`."""

import json
import os
import sys
from collections import Counter
from pathlib import Path

import click

from helpers.text.language import LANGUAGES, _
from zhaotong.cli import offers
from zhaotong.cli.options import Command, LanguageChoice, argument, option


@click.command(cls=Command)
@argument(
    "pages", nargs=-1, required=True, metavar="PAGE…", type=click.Path(path_type=Path), shell_complete=offers.pages
)
@option("--json", "as_json", is_flag=True, help="Write JSON, with all that differs.")
@option("--workers", type=click.IntRange(min=1), help="Runs at once; one for each processor by default.")
@option("--timeout", type=click.FloatRange(min=0, min_open=True), default=600, help="Seconds for one report.")
def verify(pages: tuple[Path, ...], as_json: bool, workers: int | None, timeout: float) -> None:
    """Say whether pages of reports are what their data give.

    Each page is derived again, from its notebook, its parameters and the figures of its vintage, and is as made,
    altered (and where), as made of data that have moved since (and how), or cannot be checked (and what it would
    take). A page needs none of the files that stood beside it; a folder stands for all pages in it. It is proved
    against the data, not against who holds the data and the code as well. The exit code is 0 where all are as made,
    1 where one is not, 2 where one is no report.
    """
    from zhaotong.verify.verdicts import AS_MADE, verify  # 0.5 s, which no other command needs
    from zhaotong.verify.words import verdict_data, verdict_lines, verdict_words

    found, counts = [], Counter[str]()
    for verdict in verify(pages, workers, timeout):
        counts[verdict.verdict] += 1
        if as_json:
            found.append(verdict_data(verdict, verdict.page))
        else:
            for line in verdict_lines(verdict, os.path.relpath(verdict.page)):
                click.echo(line)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    elif counts.total() > 1:
        numbers = (_("%(n)s %(verdict)s") % {"n": n, "verdict": verdict_words(each)} for each, n in counts.items())
        click.echo(_("; ").join(numbers))
    sys.exit(0 if counts.keys() <= {AS_MADE} else 1)


@click.command(cls=Command)
@argument("report_a", type=click.Path(path_type=Path), shell_complete=offers.pages)
@argument("report_b", type=click.Path(path_type=Path), shell_complete=offers.pages)
@option(
    "--tolerance",
    type=float,
    default=0,
    help="Numbers that differ by at most this, in the unit in which they are printed, are not told; 0 by default.",
)
@option("--language", type=LanguageChoice([*LANGUAGES]), help="Language of the comparison; the reports' by default.")
@option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it whole, as a page, to a file.")
def compare(report_a: Path, report_b: Path, tolerance: float, language: str | None, output: Path | None) -> None:
    """What differs between two reports of a notebook: parameters, the figures used, results.

    A report is named by its page, or by any file beside it. The exit code is 0 whether or not they differ.
    """
    from zhaotong.compare.comparison import compare as compare_reports  # 0.14 s, which no other command needs
    from zhaotong.compare.terminal import comparison_lines

    comparison = compare_reports(report_a, report_b, tolerance, language)
    if output:
        from zhaotong.compare.page import put_comparison  # 0.47 s, for pages alone

        command = ["zhaotong", "compare", str(report_a), str(report_b)]
        command += ["--tolerance", f"{tolerance:g}"] if tolerance else []
        command += ["--language", comparison.language, "--output", str(output)]
        put_comparison(comparison, (report_a, report_b), command, output)
    for line in comparison_lines(comparison):
        click.echo(line)
