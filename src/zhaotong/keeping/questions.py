"""Ask for a figure on the terminal, one cell after the other, with completion."""

from collections.abc import Callable

import click
from prompt_toolkit import PromptSession

from helpers.figures.observations import load_observations
from helpers.figures.package import fields_of, read_package, refusal
from helpers.figures.paths import data_folder
from helpers.figures.rows import period_refusal
from helpers.figures.terms import in_use
from helpers.text.language import _, either
from helpers.text.messages import InputError, did_you_mean
from helpers.text.typed_periods import period_typed, span_typed
from zhaotong.keeping.completion import Names, completion_keys
from zhaotong.keeping.entries import Batch, Entry, period_named, spans_of, text_refusal
from zhaotong.keeping.indicators import indicator_for
from zhaotong.keeping.offers import UnsettledError
from zhaotong.keeping.values import CONVERTED, value_meant

_ASKED = ("source", "region", "indicator", "period", "span", "value", "locator", "caveats")
_OF_A_FILE = "digest"  # what a source has that was read from a file, and nobody types
_KEPT = ("source", "region", "period", "span")  # what the next figure of a bulletin most likely shares


class Interview:
    """Asks for the cells of figures and of their sources; each is asked for again until it is allowed."""

    def __init__(self, session: PromptSession) -> None:
        self._session = session
        self._observations = load_observations()
        package, _tables = read_package(data_folder())
        self._said_span, self._wanted = "", ""  # by the words of the period; caveats that the value wants
        self._fields, self._about_source = fields_of(package, "observations"), fields_of(package, "sources")

    def figure(self, given: dict[str, str], last: dict[str, str]) -> Batch:
        """A figure, and its source if it is new.

        Parameters
        ----------
        given
            Cells that are not asked for.
        last
            Cells of the figure before, which are offered as answers.
        """
        cells, sources = {"status": "normal"} | given, []
        for column in _ASKED:
            offered = last.get(column) or (self._wanted if column == "caveats" else "")
            cells[column] = self._ask(column, self._fields[column], cells, offered, given.get(column))
            if column == "source" and cells["source"] not in self._observations.sources.index:
                sources = [self._source(cells["source"], given, last)]
        figure = {column: text for column, text in cells.items() if column in self._fields}
        return Batch([Entry(_("this figure"), figure)], sources)

    def _source(self, source: str, given: dict[str, str], last: dict[str, str]) -> Entry:
        click.echo(_('"%(source)s" is a new source: describe it') % {"source": source})
        described = {"source": source}
        for column, field in self._about_source.items():
            if column not in ("source", _OF_A_FILE):
                offered = last.get(column) or self._usual(column, described)
                described[column] = self._ask(column, field, described, offered, given.get(column))
        return Entry(_("the source"), described)

    def _usual(self, column: str, described: dict[str, str]) -> str:
        """What a cell of a new source most likely is, by those that were answered before it."""
        if column == "publisher_zh":  # as it is recorded of a publisher that is known
            sources = self._observations.sources
            return next(iter(sources.loc[sources["publisher"] == described["publisher"], column]), "")
        return {"back_revised": "no", "vintage": described.get("published", "")[: len("2025-03")]}.get(column, "")

    def _ask(self, column: str, field: dict, cells: dict[str, str], offered: str, given: str | None) -> str:
        """A cell: what is given for it, or, where nothing allowed is given, what is answered."""
        if column == "span":
            fitting = self._fitting(cells["period"])
            likely = spans_of(self._observations, cells["indicator"], cells["period"]) or fitting
            if offered not in fitting:
                offered = likely[0] if len(likely) == 1 else ""
            if self._said_span and given is None:
                given = self._said_span
        while True:
            answer = given if given is not None else self._answer(column, field, cells, offered)
            try:
                return self._accepted(column, field, cells, answer)
            except InputError as error:
                click.echo(click.style(_("%(name)s: %(text)s") % {"name": column, "text": error}, fg="red"))
                offered, given = answer, None
                if isinstance(error, UnsettledError):
                    offered, self._wanted = error.offer, error.caveat

    def _answer(self, column: str, field: dict, cells: dict[str, str], offered: str) -> str:
        return self._session.prompt(
            in_use(f"{column}: ", f"{field['title_zh']}（{column}）："),
            default=offered,
            completer=self._names(column, cells),
            complete_while_typing=True,
            bottom_toolbar=self._allowed(column, field, cells),
        ).strip()

    def _allowed(self, column: str, field: dict, cells: dict[str, str]) -> str:
        """What may be answered, below the prompt."""
        about, allowed = _about(field), ""
        if column == "span":
            allowed = " | ".join(self._fitting(cells["period"]))
        elif column in ("reliability", "back_revised"):
            allowed = " | ".join(field["constraints"]["enum"])
        elif column == "value":
            indicator = self._observations.indicator(cells["indicator"])
            ends = {"unit": indicator.unit_name, "low": f"{indicator.minimum:g}", "high": f"{indicator.maximum:g}"}
            allowed = _("%(unit)s, %(low)s to %(high)s") % ends
        return _("%(name)s: %(text)s") % {"name": allowed, "text": about} if allowed else about

    def _accepted(self, column: str, field: dict, cells: dict[str, str], answer: str) -> str:
        """The answer as it is recorded.

        Raises
        ------
        InputError
            It is not allowed.
        """
        if not answer:
            if field.get("constraints", {}).get("required"):
                raise InputError(_("an answer is needed (%(about)s)") % {"about": _about(field)})
            return ""
        _refuse(answer, text_refusal(answer))
        if column == "region":
            return self._observations.find_region(answer, recording=True)
        if column == "indicator":
            return indicator_for(answer, cells.get("value", ""), self._observations)
        if column == "period":
            typed = period_typed(answer)
            answer, self._said_span = typed or (period_named(answer), "")
        if column == "span":
            answer = span_typed(answer) or answer
        if column == "value":
            indicator = self._observations.indicator(cells["indicator"])
            answer, converted = value_meant(answer, indicator, self._observations, self._wanted)
            self._wanted = CONVERTED if converted else self._wanted
        _refuse(answer, refusal(field, answer))
        if column == "source":
            self._check_source(answer)
        if column == "period" and not self._fitting(answer):
            _refuse(answer, period_refusal(answer, "point"))
        if column == "span" and (reason := period_refusal(cells["period"], answer)):
            names = {"reason": reason, "period": cells["period"], "spans": either(self._fitting(cells["period"]))}
            _refuse(answer, _("%(reason)s; %(period)s can be %(spans)s") % names)
        return answer

    def _check_source(self, answer: str) -> None:
        known = self._observations.sources.index
        reason = refusal(self._about_source["source"], answer)
        _refuse(answer, reason and _("%(reason)s (small letters, digits and hyphens)") % {"reason": reason})
        near = "" if answer in known else did_you_mean(answer, known)
        question = _('"%(source)s" is not recorded%(hint)s Is it new?') % {"source": answer, "hint": near}
        if near and not click.confirm(question, default=True):
            raise InputError(_("give the identifier of a recorded source, or another new one"))

    def _fitting(self, period: str) -> list[str]:
        """The spans that a period can have."""
        return [span for span in self._observations.vocabularies["span"] if not period_refusal(period, span)]

    def _names(self, column: str, cells: dict[str, str]) -> Names:
        observations = self._observations
        vocabularies = observations.vocabularies
        if column == "region":
            likely = {**observations.recorded, **observations.places}  # those with figures first
            named = (region.names for region in likely.values())
            return Names((en, zh, *others, code) for code, en, zh, *others in named)
        if column == "indicator":
            return Names((*observations.indicator(code).names[1:], code) for code in observations.indicators.index)
        if column == "source":
            about = ["title", "title_zh", "publisher", "publisher_zh"]
            return Names(observations.sources[about].itertuples(name=None))
        if column == "span":
            return Names(vocabularies["span"][code].names for code in self._fitting(cells["period"]))
        if column in ("caveats", "reliability"):
            return Names((term.names for term in vocabularies[column].values()), "|" if column == "caveats" else "")
        if column == "back_revised":
            return Names((code,) for code in self._about_source[column]["constraints"]["enum"])
        if column == "publisher":
            publishers = observations.sources[["publisher", "publisher_zh"]].drop_duplicates("publisher")
            return Names(publishers.itertuples(index=False, name=None))
        if column in ("publisher_zh", "licence"):
            return Names((text,) for text in observations.sources[column].unique())
        if column == "locator":
            return Names((text,) for text in observations.figures_of(source=cells["source"])["locator"].unique())
        return Names(())


def _about(field: dict) -> str:
    return in_use(field["description"], field["description_zh"])


def _refuse(answer: str, reason: str) -> None:
    """Refuse an answer where there is a reason to."""
    if reason:
        raise InputError(_('"%(value)s": %(reason)s') % {"value": answer, "reason": reason})


def ask_figures(given: dict[str, str], record: Callable[[Batch], None]) -> None:
    """Ask for figures until there are no more; where one cannot be recorded, say why and ask for it again.

    Parameters
    ----------
    given
        Cells of the first figure that need not be asked for.
    record
        Records a figure, or raises InputError.
    """
    session: PromptSession = PromptSession(key_bindings=completion_keys())
    click.echo(_("Tab completes, Enter goes on, Ctrl-C ends."))
    last: dict[str, str] = {}
    while True:
        try:
            batch = Interview(session).figure(given, last)
            last = {**(batch.sources[0].cells if batch.sources else {}), **batch.figures[0].cells}
            record(batch)
        except InputError as error:
            click.echo(click.style(str(error), fg="red"))
            recorded, given = False, {}
        except EOFError:
            raise click.Abort from None
        else:
            recorded, given = True, {}
            last = {column: text for column, text in last.items() if column in _KEPT}
        if not click.confirm(_("Another figure?") if recorded else _("Correct it?"), default=True):
            if not recorded:
                raise InputError(_("the last figure was not recorded"))
            return
