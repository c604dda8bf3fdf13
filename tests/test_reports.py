"""Every notebook with every preset becomes a page that stands by itself."""

import json
import re
from collections.abc import Iterable
from contextlib import closing
from copy import copy
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median

import nbformat
import openpyxl
import pytest
from bs4 import BeautifulSoup, Tag
from frictionless import Resource
from house_style import CHINESE, ENGLISH, faults, without_verb
from openpyxl.cell import Cell
from page_marks import rows_opened

from helpers.figures.periods import window_words
from helpers.show.locators import locator_words
from helpers.show.origins import short_name
from helpers.show.resources import read_data
from helpers.text.language import HTML_LANGUAGE, LANGUAGES, use_language
from zhaotong.reports import page
from zhaotong.reports.glossary import terms_used
from zhaotong.reports.notebooks import find_notebook, list_notebooks
from zhaotong.reports.orders import read_values
from zhaotong.reports.requests import Request, request_report
from zhaotong.reports.results import Result, resources
from zhaotong.reports.version import project_version


@dataclass(frozen=True)
class Made:
    """A report made for the tests."""

    html: str
    page: BeautifulSoup
    executed: nbformat.NotebookNode
    record: dict
    language: str
    path: Path


def cases() -> list:
    """Each notebook by default and with each of its presets, in each language."""
    found = []
    for notebook in list_notebooks():
        for preset in [None, *notebook.presets]:
            for language in LANGUAGES:
                name = f"{preset.stem if preset else notebook.name}-{language}"
                case = (notebook.name, preset, language)
                found.append(pytest.param(case, id=name))
    return found


@pytest.fixture(scope="session")
def reports(request, observations, shared_reports) -> dict[tuple, Request]:
    """All that the tests of this run look at, made side by side."""
    wanted = {}
    for item in request.session.items:
        if item.path == Path(__file__) and "made" in item.fixturenames:
            name, preset, language = case = item.callspec.params["made"]
            given = (read_values(preset) if preset else {}) | {"language": language}
            wanted[case] = request_report(find_notebook(name), given, observations)
    shared_reports.make(wanted.values())
    return wanted


@pytest.fixture(scope="session", params=cases())
def made(request, reports, shared_reports) -> Made:
    _name, _preset, language = request.param
    path = shared_reports.page(reports[request.param])
    html = path.read_text(encoding="utf-8")
    return Made(
        html,
        BeautifulSoup(html, "html.parser"),
        nbformat.read(path.with_suffix(".ipynb"), as_version=4),
        json.loads(path.with_suffix(".json").read_text(encoding="utf-8")),
        language,
        path,
    )


def test_nothing_is_loaded_from_outside(made):
    for tag, attribute in (("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src")):
        for element in made.page.find_all(tag):
            assert element.get(attribute, "").startswith("data:"), element
    assert not made.page.find_all(["iframe", "object", "embed", "base"])
    assert [link["rel"] for link in made.page.find_all("link")] == [["icon"]]
    assert [script.attrs for script in made.page.find_all("script")] == [{"type": "application/json", "id": "report"}]
    assert "@import" not in made.html
    without_charts = BeautifulSoup(made.html, "html.parser")
    for chart in without_charts.select("svg.plot"):
        own = {f"url(#{part['id']})" for part in chart.find_all(id=True)}
        for part in chart.find_all(True):
            assert {value for name, value in part.attrs.items() if "url(" in value and name != "class"} <= own
            assert part.get("href", "#").startswith("#")
        chart.decompose()
    assert "url(" not in str(without_charts)
    assert not made.page.find_all(style=True)
    assert not [name for tag in made.page.find_all(True) for name in tag.attrs if name.startswith("on")]
    policy = made.page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


def test_nothing_was_warned_of_or_went_wrong(made):
    for cell in made.executed.cells:
        for output in cell.get("outputs", []):
            assert output.output_type in ("execute_result", "display_data"), output


def test_the_code_is_away_and_the_other_language_too(made):
    assert "select_series(" not in made.html
    away = {{"en": "zh", "zh": "en"}[made.language], "lab"}
    for cell in made.executed.cells:
        if away & set(cell.metadata.get("tags", [])):
            assert cell.source.splitlines()[0].lstrip("# ") not in made.html


def test_the_page_says_what_it_is(made):
    assert made.page.html["lang"] == HTML_LANGUAGE[made.language]
    assert len(made.page.find_all("h1")) == 1
    result = made.record["result"]
    names = {result["region_name"], *(["国内"] if result["region"] == "100000" else [])}  # as in 国内生产总值
    assert any(name in made.page.h1.text for name in names), "a title names its region"
    assert made.page.title.text == f"{made.page.h1.text} · {result['window']}"
    face = made.page.header.text
    assert result["region_name"] in face
    assert result["window"] in face
    if any(region == result["region"] for region, *_figure in made.record["figures"]):
        assert {"en": "latest figure of {}", "zh": "{}最新数据"}[made.language].format(result["region_name"]) in face
    else:
        assert result["vintage"][:4] in face
    assert project_version() in made.page.footer.text
    assert made.page.footer.code.text.startswith("zhaotong report ")


# What sources are called and where their figures stand in them, in their own words: in cards, popovers, and notes.
OF_SOURCES = "ul.sources :is(h3, small), .origin :is(cite, small), .notes cite"
BLOCKS = ["h1", "h2", "h3", "p", "li", "dt", "figcaption", "caption", "summary", "th"]
# A paragraph by its element, but a title, a label, or a list of names.
NO_SENTENCE = ".chart-title, .chart-measure, ul.sources p, .origin p, .notes p"


def said_on(page: BeautifulSoup) -> tuple[list[str], list[str]]:
    """What a page says itself, by block; and of that the paragraphs. Sources have titles and notes of their own."""
    main = copy(page.main)
    for part in main.select(f"code, {OF_SOURCES}"):
        part.replace_with("◦")
    blocks = [part for part in main.find_all(BLOCKS) if part.name != "li" or not part.find(["p", "li"])]
    blocks += [text for chart in main.find_all("svg") for text in chart.find_all("text")]
    points = [point for points in main.find_all("ul", class_="points") for point in points.find_all("li")]
    paragraphs = [part for part in [*main.find_all("p"), *points] if not part.css.match(NO_SENTENCE)]
    return [[" ".join(part.get_text().split()) for part in parts] for parts in (blocks, paragraphs)]


def test_a_page_reads_as_its_readers_write(made):
    blocks, paragraphs = said_on(made.page)
    rules = {"en": ENGLISH, "zh": CHINESE}[made.language]
    assert [fault for text in blocks for fault in faults(text, rules)] == []
    if made.language == "en":
        assert [sentence for text in paragraphs for sentence in without_verb(text)] == []


def test_the_contents_lead_to_every_section(made):
    links = {link["href"]: link.text for link in made.page.nav.find_all("a")}
    assert links == {f"#{heading['id']}": heading.text for heading in made.page.find_all("h2")}
    assert len(links) >= 3


def test_a_glossary_before_the_sources_explains_what_the_page_says(made):
    heading, sources, _run = made.page.select("h2")[-3:]
    headings = {"en": ["Words used here", "Sources"], "zh": ["本页用语", "来源"]}
    assert [heading.text, sources.text] == headings[made.language]
    entries = heading.find_next_sibling()
    assert entries["class"] == ["glossary"]
    terms = [term.text for term in entries.find_all("dt")]
    assert 3 <= len(terms) == len(set(terms)) <= 25
    use_language(made.language)
    said = made.page.main.get_text(" ").replace(entries.get_text(" "), "")
    assert set(terms) <= set(terms_used(said))


def test_a_page_without_a_finding_begins_with_its_title():
    soup = BeautifulSoup(
        "<main><p>Before.</p><h1>A question</h1><p>An answer.</p><h2>A section</h2></main>", "html.parser"
    )
    page._arrange(soup, "its name")
    assert [part.name for part in soup.main.find_all(recursive=False)] == ["p", "h1", "p", "nav", "h2"]
    soup = BeautifulSoup("<main><p>No heading.</p></main>", "html.parser")
    page._arrange(soup, "its name")
    assert str(soup.main.h1) == '<h1 id="top">its name</h1>'


def test_every_figure_has_a_text_from_its_numbers(made):
    assert not made.page.find_all("img")
    assert made.page.find_all("figure")
    for figure in made.page.find_all("figure"):
        assert figure.select_one(".chart-title").text
        assert figure.select_one(".chart-measure").text
        assert figure.figcaption is None or figure.figcaption.text
        assert [chart["class"] for chart in figure.select("svg")] == [["plot", "wide"], ["plot", "narrow"]]
        for chart in figure.select("svg"):
            assert chart["role"] == "img"
            assert len(re.findall(r"\d", chart["aria-label"])) >= 4


def test_it_is_small(made):
    assert made.path.stat().st_size < 600_000


def test_most_are_smaller(shared_reports, observations):
    cases = product(list_notebooks(), LANGUAGES)
    requests = [request_report(notebook, {"language": language}, observations) for notebook, language in cases]
    shared_reports.make(requests)
    assert median(shared_reports.page(request).stat().st_size for request in requests) < 250_000


def test_its_record_holds_parameters_results_and_digests(made, observations):
    record = made.record
    assert record["status"] == "ok"
    assert record["result"]["finding"] in made.page.find(class_="finding").text
    made_of = {"notebook", "parameters", "code", "libraries", "descriptions", "words", "figures"}
    assert set(record["digests"]) == made_of
    assert record["seconds"] > 0
    assert {"pandas", "papermill", "statsmodels"} < set(record["libraries"])
    assert {"html", "ipynb", "xlsx"} <= set(record["files"])
    assert all(len(digest) == 64 for digest in record["digests"].values())
    assert observations.figures.index.isin(record["result"]["rows"]).sum() == len(record["result"]["rows"])


FIGURE = ["value", "period", "span", "locator", "source"]


def test_every_source_used_is_named_with_its_figures(made, observations):
    use_language(made.language)
    rows = observations.figures.loc[made.record["result"]["rows"]]
    text = made.page.main.text
    for source in rows["source"].unique():
        assert observations.source(source).title in text
    entries = {entry["id"]: entry for entry in made.page.find_all(id=re.compile(r"^(r\d|p-)"))}
    places: dict[int, str] = {}  # what is said of where figures stand, once for all that stand there
    for row, value, period, span, locator, source in rows[FIGURE].itertuples(name=None):
        entry, item = entries[f"r{row}"], entries[f"r{row}"].find_parent("li")
        assert re.search(r"[:：]\s?(\S+) \[(\d+)]$", entry.text).groups() == (value, str(row))
        assert window_words(period, span) in entry.text
        if id(item) not in places:
            places[id(item)] = item.small.text
        assert locator_words(locator) in places[id(item)]
        assert entry.find_parent(id=f"p-{source}") is entries[f"p-{source}"]
    for source in rows["source"].unique():
        assert entries[f"p-{source}"].h3.text == observations.source(source).title


def test_its_sources_and_figures_are_told_in_readers_words(made, observations):
    """No code of a source, no notation of a period or a place; publishers by their names in the page's language."""
    use_language(made.language)
    cards = made.page.find(class_="sources")
    for card in cards.find_all(id=re.compile("^p-")):
        source = observations.source(card["id"].removeprefix("p-"))
        [publisher] = [part.text for part in card.select("h3 + p")]
        assert publisher == source.publisher
        chinese = re.search("[\u4e00-\u9fff]", publisher) is not None
        assert chinese == (made.language == "zh") or source.publisher_zh == source.publisher_en  # it has one name only
    assert "¶" not in cards.text
    assert not re.search(r"first-release|official-copy", cards.text)
    entries = cards.find_all("span", id=re.compile(r"^r\d"))
    assert re.findall(r"\dQ\d|\d{4}-\d\d", " ".join(each.text for each in entries)) == []
    assert not {heading.text for heading in cards.find_all("h3")} & set(observations.sources.index)


def test_nothing_else_is_left_in_the_folder(made, shared_reports):
    stem = made.path.name.removesuffix(".html")
    with shared_reports.lock:  # nobody is making a report there
        names = [path.name for path in made.path.parent.iterdir()]
    assert {name for name in names if name.startswith((f"{stem}.", "."))} == {
        f"{stem}.{end}" for end in ("html", "ipynb", "json", "xlsx")
    }


@pytest.mark.parametrize(
    ("name", "region"),
    [("02-investment", "Qujing"), ("02-investment", "Yunnan"), ("03-trend", "Yunnan"), ("04-peers", "Qujing")],
)
def test_models_run_for_every_kind_of_region_without_a_warning(observations, shared_reports, name, region):
    """With the presets, each of them has run for Zhaotong, Qujing, Yunnan and China, or says why it does not."""
    request = request_report(find_notebook(name), {"region": region, "language": "en"}, observations)
    path = shared_reports.page(request)
    executed = nbformat.read(path.with_suffix(".ipynb"), as_version=4)
    kinds = {output.output_type for cell in executed.cells for output in cell.get("outputs", [])}
    assert kinds <= {"execute_result", "display_data"}
    assert path.stat().st_size < 600_000


# A number with decimals or a percent sign that no mark encloses; the names of intervals are none.
NUMBER = re.compile(r"(?<![\d.,])[+−-]?\d[\d,]*(?:\.\d+|(?=%))(?!\d)")
NAMES_OF_INTERVALS = {"80", "95"}
# Set by judgement, in no source: the bounds of an implied deflator, how near levels must be.
WORKING_BOUNDS = re.compile(r"−5%\D{1,5}10%|(within |相差不到)0\.05%")


def unmarked(part: Tag) -> list[str]:
    """The numbers in a part of a page that lead nowhere."""
    bare = copy(part)
    for mark in bare.find_all("button", class_="mark"):
        mark.replace_with("◦")
    return [
        number
        for number in NUMBER.findall(WORKING_BOUNDS.sub("", bare.get_text(" ")))
        if number not in NAMES_OF_INTERVALS
    ]


# Names that Chinese texts of statistics write as they are.
LATIN_NAMES = {"GDP", "RPC", "MASE", "sMAPE", "Theta", "Winkler", "Durbin", "Watson"}
LIBRARIES = {"pandas", "statsmodels", "seaborn"}


def test_it_speaks_one_language(made, observations):
    """Not a word of the other one, what sources are called, places in them, versions and the command aside."""
    use_language(made.language)
    page = copy(made.page)
    for part in page.select(OF_SOURCES):
        part.decompose()
    page.footer.decompose()
    for part in page.main.select("[lang]"):  # quoted from a text, in its language
        part.decompose()
    for cell in page.find_all("th", string=re.compile("^(Python|papermill|zhaotong-growth)$")):
        cell.decompose()
    sources = map(observations.source, observations.sources.index)
    called = {name for each in sources for name in (each.code, each.publisher, short_name(each.publisher), each.title)}
    names = re.compile("|".join(map(re.escape, sorted(called, key=len, reverse=True))))
    assert not page.find_all("img")
    found = [*page.stripped_strings, *(part["aria-label"] for part in page.find_all(attrs={"aria-label": True}))]
    other = re.compile("[\u4e00-\u9fff]" if made.language == "en" else "[A-Za-z]{2,}")
    texts = [names.sub("", text) for text in found if other.search(text)]
    if made.language == "en":
        assert [text for text in texts if other.search(text)] == []
    else:
        words = {word for text in texts for word in other.findall(text)}
        assert words - LATIN_NAMES - LIBRARIES == set()


def test_every_number_leads_to_its_figures(made):
    """Each mark leads to an entry among the sources, and every number in text, key figures and tables has a mark."""
    addresses = {element["id"] for element in made.page.find_all(id=True)}
    marks = made.page.select(".mark")
    assert marks
    opened = {each["id"]: each.select("a[href^='#']") for each in made.page.select("[popover]")}
    assert {mark.name for mark in marks} == {"button"}
    assert {mark["popovertarget"] for mark in marks} == set(opened)
    assert [name for name, links in opened.items() if not links] == []
    links = {link["href"].removeprefix("#") for each in opened.values() for link in each}
    assert [link for link in links if link not in addresses or not re.match(r"r\d|p-", link)] == []
    own = made.page.find(id=re.compile("^p-")).find_parent("ul", class_="sources")  # from here on: sources, this run
    before = set(map(id, own.find_all_previous(["p", "dd", "td"])))
    parts = [part for part in made.page.main.find_all(["p", "dd", "td"]) if id(part) in before]
    assert {str(part)[:150]: found for part in parts if (found := unmarked(part))} == {}
    assert made.page.select("dl.key button.mark")


# What marks a pair of different releases
MARKED = re.compile("revis|another release|different releases|修订|另一次发布|不是同一次发布")


@pytest.fixture(scope="session")
def released(observations) -> dict[int, tuple]:
    """By row what a figure is of, its region, and the releases that it is of."""
    columns = ["indicator", "period", "span", "region", "basis"]
    return {
        row: (tuple(cell), region, frozenset(basis.split("|")) - {""})
        for row, *cell, region, basis in observations.figures[columns].itertuples(name=None)
    }


def mixed(rows: Iterable[int], released: dict[int, tuple], known: dict[frozenset[int], bool] = {}) -> bool:  # noqa: B006
    """Whether figures of several regions for one period are among these rows that are of no one release.

    Many numbers of a page rest on the same rows: what was found is kept.
    """
    wanted = frozenset(rows)
    if wanted not in known:
        held: dict[tuple[str, ...], list[tuple[str, frozenset[str]]]] = {}
        for cell, region, releases in map(released.__getitem__, wanted):
            held.setdefault(cell, []).append((region, releases))
        known[wanted] = any(
            len({region for region, _releases in each}) > 1
            and not frozenset.intersection(*(releases for _region, releases in each))
            for each in held.values()
        )
    return known[wanted]


def test_no_figures_of_different_releases_are_held_against_each_other_unmarked(made, released):
    opened = rows_opened(made.page)
    for mark in made.page.select("button.mark"):
        if mark.find_parent("table"):
            continue
        rows = opened[mark["popovertarget"]]  # a number that rests on two figures, as a gap does
        if len(rows) == 2 and mixed(rows, released):
            around = mark.find_parent(["p", "dd", "li", "figcaption"]).get_text()
            at = around.index(mark.get_text())
            assert MARKED.search(around[max(0, at - 200) : at + 200]), around
    for each in resources(made.executed):
        if each["kind"] not in ("table", "key figures"):
            continue  # a finding is held to it by its marks above
        names = [field["name"] for field in each["schema"]["fields"]]
        for line in read_data(each["data"], each["schema"]["fields"]):
            said = " ".join(cell["text"] for cell in line)
            for name, cell in zip(names, line, strict=True):
                if cell.get("unit") in ("pp", "pct", "rank") and mixed(cell.get("rows", ()), released):
                    assert MARKED.search(f"{each['title']} {name} {said}"), (each["title"], name, said)


def test_none_leads(made, released):
    """What a report says first holds figures of one release against each other, or says at once which they are."""
    opened = rows_opened(made.page)
    for part in made.page.select(".finding, .key"):
        for mark in part.select("button.mark"):
            rows = opened[mark["popovertarget"]]
            if len(rows) == 2 and mixed(rows, released):
                before = part.get_text().split(mark.get_text())[0][-80:]
                assert re.search("first release|首次公布", before), part.get_text()


def test_every_chart_has_its_numbers_in_a_table_below(made):
    for figure in made.page.find_all("figure"):
        folded = figure.find_next_sibling()
        assert folded.name == "details"
        assert len(folded.table.find_all("td")) >= 2


SHOWN = re.compile(r"[+−]?\d[\d,]*(\.\d+)?(%| \*)?")
ENDS, WEAK = re.compile(r", (lowest|highest)(,|$)|（最[低高][，）]"), re.compile(r", reliability$|（可靠程度）$")


def displayed(cell: Cell) -> str:
    """A number as a spreadsheet displays it, by its format."""
    sections = cell.number_format.split(";")
    section = sections[
        0 if cell.value > 0 or len(sections) == 1 else 1 if cell.value < 0 else -1 if sections[2:] else 0
    ]
    before, sign, digits, decimals, after = re.fullmatch(
        r'(?:"([^"]*)")?([+−]?)(#,##0|0)(\.0+)?(?:"([^"]*)")?', section
    ).groups("")
    value = abs(cell.value) if len(sections) > 1 else cell.value
    number = f"{value:{',' if ',' in digits else ''}.{max(0, len(decimals) - 1)}f}".replace("-", "−")
    return before + sign + number + after


def squeezed(text: str) -> str:
    return re.sub(r"[\s·]", "", text)


def groups_of(names: list[str], heads: list[str]) -> list[list[int]]:
    """Where the columns of a sheet are that belong to each column of the page: its own, ends, what weakens a figure."""
    groups, at = [], 0
    for name, following in zip(names, [*names[1:], None], strict=True):
        own = re.compile(re.escape(name) + r"(, .+|（.+）)?")
        groups.append([])
        while at < len(heads) and own.fullmatch(heads[at]) and not (groups[-1] and heads[at] == following):
            groups[-1].append(at)
            at += 1
    assert at == len(heads), heads[at:]
    return groups


def test_a_workbook_shows_the_numbers_of_the_page_as_numbers(made):
    """Digit by digit, with the unit in the number or the head; interval and asterisk stand in columns of their own."""
    sources = re.compile(r"^(r\d|p-)")
    tables = [table for table in made.page.main.find_all("table") if not table.find(id=sources)]
    with closing(openpyxl.load_workbook(made.path.with_suffix(".xlsx"), read_only=True)) as book:
        sheets = [list(sheet.iter_rows()) for sheet in book.worksheets[1:-1]]
    for table, sheet in zip(tables, sheets, strict=True):
        assert (table.caption or table.find_parent("details").summary).text.startswith(sheet[0][0].value)
        heads = [cell.value for cell in sheet[2] if cell.value]
        first, *lines = table.find_all("tr")
        names = [name.text for name in first.find_all("th")]
        groups = groups_of(names, heads)
        for line, row in zip(lines, sheet[3 : 3 + len(lines)], strict=True):
            for said, name, group in zip(line.find_all(["th", "td"]), names, groups, strict=True):
                is_end = ENDS.search(name) is not None  # in the page already, as a column of its own
                ends = [row[at] for at in group if ENDS.search(heads[at]) and not is_end]
                weak = [row[at] for at in group if WEAK.search(heads[at])]
                own = [row[at] for at in group if not WEAK.search(heads[at]) and (is_end or not ENDS.search(heads[at]))]
                assert len(own) <= 1
                agrees(said.text, heads[group[0]], own[0] if own else None, ends, weak[0] if weak else None)


def agrees(said: str, head: str, own: Cell | None, ends: list[Cell], weak: Cell | None) -> None:
    """What a cell of the page says is what those of the sheet say."""
    bounds = [displayed(end) for end in ends if end.value is not None]
    assert all(bound in said for bound in bounds)
    if own is None or own.value is None:
        assert said == "—" or said == "" or (own is None and len(bounds) == 2), said
    elif isinstance(own.value, int | float):
        number, *interval = said.split(" (") if bounds else [said]
        assert len(bounds) == 2 * len(interval)
        assert number.endswith(" *") == (weak is not None and weak.value is not None)
        shown = displayed(own)
        words = number.removesuffix(" *").replace(shown, "", 1).strip()
        assert shown in number
        assert words in head or (words == "第位" and "位次" in head)
        assert shown in number.split() or words or shown == number
    else:
        assert squeezed(own.value) == squeezed(said)
        assert not SHOWN.fullmatch(said)
        assert bounds or not re.match(r"\d+(\.\d+)? \(", said)


def test_a_table_has_the_same_columns_in_both_languages(shared_reports, observations):
    """Two heads that one language calls alike would be one column."""
    for notebook in list_notebooks():
        requests = [request_report(notebook, {"language": language}, observations) for language in LANGUAGES]
        records = [json.loads(shared_reports.page(each).with_suffix(".json").read_bytes()) for each in requests]
        english, chinese = ([len(each["schema"]["fields"]) for each in record["shown"]] for record in records)
        assert english == chinese, notebook.name


def test_an_executed_notebook_carries_its_results_in_cells(made):
    found = resources(made.executed)
    assert [each for each in found if each["kind"] != "run"] == made.record["shown"]
    kinds = [each["kind"] for each in found]
    assert (kinds[0], kinds[-1]) == ("finding", "run")
    for each in found:
        assert not Resource.from_descriptor({"name": "shown", **each}).validate().flatten()
        rows = {row for line in Result.model_validate(each).data for cell in line for row in cell.rows}
        assert rows <= set(made.record["result"]["rows"])
