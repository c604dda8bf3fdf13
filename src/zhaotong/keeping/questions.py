"""A figure asked for on the terminal, one answer after the other, with completion."""

from collections.abc import Callable

import click
from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import HTML

from helpers.figures.observations import Observations, load_observations
from helpers.figures.package import fields_of, read_package, refusal
from helpers.figures.paths import data_folder
from helpers.figures.rows import period_refusal
from helpers.text.messages import InputError, did_you_mean
from zhaotong.keeping.completion import Names, completion_keys
from zhaotong.keeping.entries import Batch, Entry, spans_of, text_refusal

_ASKED = ("source", "region", "indicator", "period", "span", "value", "locator", "caveats")
_KEPT = ("source", "region", "period", "span")  # what the next figure of a bulletin most likely shares


class Interview:
    """Asks for the cells of figures and of their sources, each until it can stand."""

    def __init__(self, session: PromptSession) -> None:
        self._session = session
        self._observations: Observations = load_observations()
        self._package, _tables = read_package(data_folder())
        self._fields = fields_of(self._package, "observations")
        self._about_source = fields_of(self._package, "sources")

    def figure(self, given: dict[str, str], last: dict[str, str]) -> Batch:
        """A figure, and its source if it is new.

        Args:
            given: cells that are not asked for
            last: what is offered where something is
        """
        cells, sources = {"status": "normal"} | given, []
        for column in _ASKED:
            cells[column] = self._ask(column, self._fields[column], cells, last.get(column, ""), given.get(column))
            if column == "source" and cells["source"] not in self._observations.sources.index:
                sources = [self._source(cells["source"], given, last)]
        figure = {column: text for column, text in cells.items() if column in self._fields}
        return Batch([Entry("this figure", figure)], sources)

    def _source(self, source: str, given: dict[str, str], last: dict[str, str]) -> Entry:
        click.echo(f'"{source}" is a new source: describe it')
        described = {"source": source}
        for column, field in self._about_source.items():
            if column == "source":
                continue
            offered = last.get(column, "") or {
                "back_revised": "no",
                "vintage": described.get("published", "")[: len("2025-03")],
            }.get(column, "")
            described[column] = self._ask(column, field, described, offered, given.get(column))
        return Entry("the source", described)

    def _ask(self, column: str, field: dict, cells: dict[str, str], offered: str, given: str | None) -> str:
        """A cell: what is given for it, or, where nothing is or it cannot stand, what is answered."""
        if column == "span":
            recorded = spans_of(self._observations, cells["indicator"], cells["period"])
            fitting = self._fitting(cells["period"])
            offered = (
                offered if offered in fitting else (recorded or fitting)[0] if len(recorded or fitting) == 1 else ""
            )
        while True:
            answer = given if given is not None else self._answer(column, field, cells, offered)
            try:
                return self._accepted(column, field, cells, answer)
            except InputError as error:
                click.echo(click.style(f"{column}: {error}", fg="red"))
                offered, given = answer, None

    def _answer(self, column: str, field: dict, cells: dict[str, str], offered: str) -> str:
        return self._session.prompt(
            HTML("<b>{}</b> {}: ").format(column, field["title_zh"]),
            default=offered,
            completer=self._names(column, cells),
            complete_while_typing=True,
            bottom_toolbar=self._allowed(column, field, cells),
        ).strip()

    def _allowed(self, column: str, field: dict, cells: dict[str, str]) -> str:
        """What may be answered, below the prompt."""
        about = f"{field['description']}  {field['description_zh']}"
        if column == "span":
            return f"{' | '.join(self._fitting(cells['period']))}: {about}"
        if column in ("reliability", "back_revised"):
            return f"{' | '.join(field['constraints']['enum'])}: {about}"
        if column == "value":
            indicator = self._observations.indicator(cells["indicator"])
            return f"{indicator.unit_name}, {indicator.minimum:g} to {indicator.maximum:g}: {about}"
        return about

    def _accepted(self, column: str, field: dict, cells: dict[str, str], answer: str) -> str:
        """The answer as it is recorded.

        Raises:
            InputError: it cannot stand
        """
        if not answer:
            if field.get("constraints", {}).get("required"):
                raise InputError(f"an answer is needed ({field['description']})")
            return ""
        if reason := text_refusal(answer):
            raise InputError(f'"{answer}": {reason}')
        if column == "region":
            return self._observations.find_region(answer)
        if column == "indicator":
            return self._observations.find_indicator(answer)
        if reason := refusal(field, answer):
            raise InputError(f'"{answer}": {reason}')
        if column == "source":
            self._check_source(answer)
        if column == "period" and not self._fitting(answer):
            raise InputError(f'"{answer}": {period_refusal(answer, "point")}')
        if column == "span" and (reason := period_refusal(cells["period"], answer)):
            raise InputError(
                f'"{answer}": {reason}; {cells["period"]} can be {" or ".join(self._fitting(cells["period"]))}'
            )
        return answer

    def _check_source(self, answer: str) -> None:
        known = self._observations.sources.index
        if reason := refusal(self._about_source["source"], answer):
            raise InputError(f'"{answer}": {reason} (small letters, digits and hyphens)')
        near = did_you_mean(answer, known)
        if (
            near
            and answer not in known
            and not click.confirm(f'"{answer}" is not recorded{near} Is it new?', default=True)
        ):
            raise InputError("give the identifier of a recorded source, or another new one")

    def _fitting(self, period: str) -> list[str]:
        """The spans that a period can have."""
        return [span for span in self._observations.vocabularies["span"] if not period_refusal(period, span)]

    def _names(self, column: str, cells: dict[str, str]) -> Names:
        observations = self._observations
        if column == "region":
            regions = observations.regions
            return Names(
                (row["name_en"], row["name_zh"], *filter(None, row["aliases"].split("|")), code)
                for code, row in regions.iterrows()
            )
        if column == "indicator":
            return Names((code, row["name_en"], row["name_zh"]) for code, row in observations.indicators.iterrows())
        if column == "source":
            return Names((code, row["title"], row["publisher"]) for code, row in observations.sources.iterrows())
        if column == "span":
            return Names(observations.vocabularies["span"][code].names for code in self._fitting(cells["period"]))
        if column == "caveats":
            return Names((caveat.names for caveat in observations.vocabularies["caveats"].values()), "|")
        if column == "reliability":
            return Names(term.names for term in observations.vocabularies["reliability"].values())
        if column == "back_revised":
            return Names((code,) for code in self._about_source[column]["constraints"]["enum"])
        recorded = observations.sources if column in ("publisher", "licence") else observations.figures
        if column in ("publisher", "licence", "locator"):
            texts = (
                recorded[column] if column != "locator" else recorded["locator"][recorded["source"] == cells["source"]]
            )
            return Names((text,) for text in texts.unique())
        return Names(())


def ask_figures(given: dict[str, str], record: Callable[[Batch], None]) -> None:
    """Ask for figures until there are no more; what cannot be recorded is said, and asked for again.

    Args:
        given: cells of the first figure that need not be asked for
        record: records a figure, or raises InputError
    """
    session: PromptSession = PromptSession(key_bindings=completion_keys())
    click.echo("Tab completes, Enter goes on, Ctrl-C ends. 按 Tab 补全，回车继续，Ctrl-C 结束。")
    last: dict[str, str] = {}
    while True:
        try:
            batch = Interview(session).figure(given, last)
            last = {**(batch.sources[0].cells if batch.sources else {}), **batch.figures[0].cells}
            record(batch)
        except InputError as error:
            click.echo(click.style(str(error), fg="red"))
            question, given = "Correct it?", {}
        except EOFError:
            raise click.Abort from None
        else:
            question, given = "Another figure?", {}
            last = {column: text for column, text in last.items() if column in _KEPT}
        if not click.confirm(question, default=True):
            if question == "Correct it?":
                raise InputError("the last figure was not recorded")
            return
