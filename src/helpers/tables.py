"""Tables as a notebook shows them: a caption, headers with their scope, every cell escaped."""

import platform
from dataclasses import dataclass, field
from importlib.metadata import version
from types import SimpleNamespace

import pandas as pd
from markupsafe import Markup, escape

from helpers import language
from helpers.claims import Claim
from helpers.comparison import growth_gap
from helpers.language import _, number, signed
from helpers.observations import Observations, list_sources
from helpers.rounding import Rounded
from helpers.series import SelectedSeries
from helpers.wording import RESULT_TYPE, interval

MISSING = "—"
_ROW_BY_ROW = 250  # figures that a report lists one by one; more are listed by place
_PACKAGES = ("zhaotong-growth", "pandas", "statsmodels", "seaborn", "papermill")


@dataclass(frozen=True)
class Table:
    """A table of text: one row header a row, one column header a column.

    Attributes:
        frame: the cells; its index holds the row headers and the index's name their heading
        folded: shown closed, to be opened by the reader
        result: what the report's record shall hold of it
        classes: a class a row, by which a `Filter` can pick rows; empty for none
    """

    caption: str
    frame: pd.DataFrame
    heading: str = ""
    folded: bool = False
    result: dict = field(default_factory=dict)
    classes: list[str] = field(default_factory=list)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        plain = f"{self.caption}\n{self.frame.to_string()}"
        return {"text/html": self.html, "text/plain": plain, **({RESULT_TYPE: self.result} if self.result else {})}

    @property
    def html(self) -> str:
        columns = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in self.frame.columns)
        head = Markup('<thead><tr><th scope="col">{}</th>{}</tr></thead>').format(self.frame.index.name or "", columns)
        starts = [Markup('<tr class="{}">').format(name) for name in self.classes] or [Markup("<tr>")] * len(self.frame)
        body = Markup("").join(
            Markup('{}<th scope="row">{}</th>{}</tr>').format(
                start, label, Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row)
            )
            for start, label, row in zip(
                starts, self.frame.index, self.frame.itertuples(index=False, name=None), strict=True
            )
        )
        caption = Markup("") if self.folded else Markup("<caption>{}</caption>").format(self.caption)
        table = Markup('<div class="table" tabindex="0"><table>{}{}<tbody>{}</tbody></table></div>').format(
            caption, head, body
        )
        if self.folded:
            table = Markup("<details><summary>{}</summary>{}</details>").format(self.caption, table)
        title = Markup("<h2>{}</h2>").format(self.heading) if self.heading else ""
        return str(escape(title) + table)


def claim_table(observations: Observations, claim: Claim | None) -> Table | None:
    """The year-to-date figure of the region and its benchmarks: as first released, as known now, as implied."""
    if claim is None:
        return None
    columns = [_("first release"), _("known now"), _("implied by the stated gap")]
    rows = {observations.region_name(claim.region): [_rate(claim.own, claim.printed), MISSING, MISSING]}
    for benchmark in claim.benchmarks:
        figures = (benchmark.then, benchmark.now, benchmark.implied)
        rows[observations.region_name(benchmark.region)] = [_rate(figure) for figure in figures]
    caption = _("Real GDP growth in %(period)s, %% on a year earlier (interval of the printed digits)")
    caption %= {"period": language.period(claim.period, "ytd")}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(_("region"))
    return Table(caption, frame)


def _rate(figure: Rounded | None, printed: str | None = None) -> str:
    return f"{printed or number(figure.value)} ({interval(figure)})" if figure else MISSING


def growth_table(observations: Observations, own: SelectedSeries, benchmarks: list[SelectedSeries]) -> Table:
    """Growth by year as printed, and the gap to each benchmark; folded."""
    columns = {observations.region_name(series.region): _printed(series, own.index) for series in [own, *benchmarks]}
    for benchmark in benchmarks:
        gap = growth_gap(own, benchmark)["value"].reindex(own.index)
        header = _("gap to %(benchmark)s, points") % {"benchmark": observations.region_name(benchmark.region)}
        columns[header] = [MISSING if pd.isna(value) else signed(value) for value in gap]
    frame = pd.DataFrame(columns, index=pd.Index(own.index.astype(str), name=_("year")))
    return Table(_("The figures behind the charts: real GDP growth, % on a year earlier"), frame, folded=True)


def _printed(series: SelectedSeries, index: pd.PeriodIndex) -> list[str]:
    """The digits as printed, marked where they are weak."""
    printed = series.rows.set_index("at")["value"]
    return [f"{printed.get(at, MISSING)}{' *' if at in series.weak else ''}" for at in index]


def sources_table(observations: Observations, rows: pd.DataFrame) -> Table:
    """The publications that these rows come from, with what a reader needs to judge them."""
    sources = list_sources(observations, rows)
    frame = pd.DataFrame(
        {
            _("title"): [_link(row["title"], row["url"]) for _id, row in sources.iterrows()],
            _("vintage"): [_("at release") if v == "first-release" else v or MISSING for v in sources["vintage"]],
            _("reliability"): [observations.words("reliability", code) for code in sources["reliability"]],
            _("figures"): sources["figures"].to_list(),
        },
        index=pd.Index(sources["publisher"], name=_("publisher")),
    )
    return Table(_("Publications, most reliable first"), frame, heading=_("Sources"))


def _link(title: str, url: str) -> Markup:
    if not url.startswith(("https://", "http://")):  # nothing else may become a link
        return escape(title)
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, title)


def figures_table(observations: Observations, rows: pd.DataFrame) -> Table:
    """Every figure that a report used, with its row in data/observations.csv and its place in its source; folded.

    Many figures are shown together where they come from one place of one source: `[row]` stands behind each.
    """
    described = pd.DataFrame(
        {
            _("region"): rows["region"].map(observations.region_name),
            _("indicator"): rows["indicator"].map(observations.indicator_name),
            _("period"): rows["period"],
            _("printed"): rows["value"],
            _("source"): rows["source"],
            _("place in it"): rows["locator"],
            _("caveats"): [_caveats(observations, codes) for codes in rows["caveats"]],
            _("note"): rows[f"note_{language.language_in_use()}"],
        }
    ).rename_axis(_("row"))
    message = language._n("The %(n)s figure used, row by row", "The %(n)s figures used, row by row", len(rows))
    frame = described if len(rows) <= _ROW_BY_ROW else _by_place(described)
    return Table(message % {"n": len(rows)}, frame, folded=True)


def _caveats(observations: Observations, codes: str) -> str:
    return "; ".join(observations.words("caveats", code) for code in filter(None, codes.split("|")))


def _by_place(described: pd.DataFrame) -> pd.DataFrame:
    """One row a place in a source, with all its figures."""
    region, indicator, period, printed, source, *about = described.columns
    figures = described[region] + " " + described[period] + ": " + described[printed]
    figures += " [" + described.index.astype(str) + "]"
    grouped = described.assign(**{printed: figures}).groupby([source, indicator, *about], sort=False)[printed]
    frame = grouped.agg("; ".join).reset_index().set_index(source)
    return frame[[indicator, printed, *about]]


def run_table(parameters: SimpleNamespace, observations: Observations, rows: pd.DataFrame) -> Table:
    """What this run was made with; its result tells the report's record the window, the data's vintage and the rows."""
    vintage = rows["known"].max()
    window = _window(parameters, rows)
    facts = {
        _("region"): f"{observations.region_name(parameters.region)} ({parameters.region})",
        _("years"): window,
        **_chosen(parameters, observations),
        _("latest vintage of the data used"): language.month(vintage),
        "Python": platform.python_version(),
        **{package: version(package) for package in _PACKAGES},
    }
    frame = pd.DataFrame({_("value"): facts}).rename_axis(_("what"))
    result = {
        "region": parameters.region,
        "region_name": observations.region_name(parameters.region),
        "window": window,
        "vintage": str(vintage),
        "rows": rows.index.to_list(),
    }
    return Table(_("Parameters and versions"), frame, heading=_("This run"), result=result)


def _window(parameters: SimpleNamespace, rows: pd.DataFrame) -> str:
    """The years asked for, the quarter to whose end they count, or else those of the figures used."""
    if hasattr(parameters, "first_year"):
        return f"{parameters.first_year}–{parameters.last_year}"
    if hasattr(parameters, "quarter"):
        return language.period(pd.Period(parameters.quarter), "ytd")
    years = rows["period"].str[:4]
    return "–".join(dict.fromkeys([years.min(), years.max()]))


def _chosen(parameters: SimpleNamespace, observations: Observations) -> dict[str, str]:
    """The parameters beyond region and window, in words."""
    names = {
        "benchmarks": _("benchmarks"),
        "as_of": _("as of"),
        "stage": _("stage"),
        "threshold": _("threshold, 100 million yuan"),
        "unit": _("unit"),
        "days": _("days counted"),
        "topic": _("topic"),
        "source": _("source"),
    }
    words = {}
    for name, label in names.items():
        if hasattr(parameters, name):
            words[label] = _in_words(name, getattr(parameters, name), observations)
    return words


def _in_words(name: str, value: object, observations: Observations) -> str:
    if name == "benchmarks":
        return language.listed([observations.region_name(code) for code in value]) or MISSING
    if name == "as_of":
        return language.month(value) if value is not None else _("all that is known")
    if name == "stage":
        return observations.words("stage", value)
    choices = {
        "all": _("all"),
        "investment": _("investment"),
        "projects": _("projects"),
        "calendar": _("calendar days"),
        "weekdays": _("days from Monday to Friday"),
    }
    return choices.get(value, f"{value:g}" if isinstance(value, float) else str(value))
