"""What a page that travels has with it: figures to take along, how to cite it, what it is in a card, and its links."""

import csv
import io
import json
import os
import re
import shutil
import zipfile
from base64 import b64decode
from datetime import datetime
from html import unescape

import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import PROJECT
from playwright.sync_api import sync_playwright

from helpers.show.medium import colours
from helpers.text.language import HTML_LANGUAGE, LANGUAGES, in_language
from helpers.text.spreadsheets import csv_file, harmless
from zhaotong.reports import beside
from zhaotong.reports.beside import complete_pages
from zhaotong.reports.citation import authors, bibtex, citation
from zhaotong.reports.download import download
from zhaotong.reports.formats import PageFacts
from zhaotong.reports.head import PAPER
from zhaotong.reports.index import FRONT
from zhaotong.reports.notebooks import find_notebook
from zhaotong.reports.orders import order_reports
from zhaotong.reports.production import local_runner, produce
from zhaotong.reports.proof import altered, read_proof
from zhaotong.reports.requests import request_report

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FACTS = PageFacts(
    question="How fast?",
    region="Zhaotong",
    window="",
    vintage="",
    newest="",
    time="2026-11-29T12:00:00+00:00",
    made="29 November 2026 12:00",
    version="zhaotong-growth 0.1.0 (abc1234)",
    command="zhaotong report",
    digest="0123456789abcdef",
)
SMALL = (
    '<!DOCTYPE html><html><head><title>x</title></head><body><header><p>x</p></header><main id="main">{}</main></body>'
)


@pytest.fixture(scope="module")
def pages(observations, shared_reports, tmp_path_factory):
    """A report in both languages, in a folder of its own."""
    requests = [request_report(find_notebook("01-growth"), {"language": each}, observations) for each in LANGUAGES]
    return dict(zip(LANGUAGES, shared_reports.copies(requests, tmp_path_factory.mktemp("travel")), strict=True))


def read_csv(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


# Figures to take along


def tables_in(address: str) -> dict[str, bytes]:
    """The tables in the file that an address holds."""
    form, _comma, content = address.partition(",")
    assert form == "data:application/zip;base64"
    with zipfile.ZipFile(io.BytesIO(b64decode(content))) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_a_page_carries_its_figures_as_a_file(observations, pages):
    for language, path in pages.items():
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        [link] = page.select("footer .take a[download]")
        assert link["download"] == "zhaotong-01-growth.zip"
        tables = tables_in(link["href"])
        assert [*tables] == ["zhaotong-01-growth.csv", "zhaotong-01-growth-sources.csv"]
        file, sources = tables.values()
        assert file.startswith(b"\xef\xbb\xbf")
        lines = read_csv(file)
        record = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert len(lines) == len(record["figures"])
        with in_language(language):
            names = {code: observations.indicator(code).name for code in observations.indicators.index}
        for line in lines:
            row, code, indicator, printed, source = (list(line.values())[at] for at in (0, 2, 3, 6, 7))
            known = observations.figures.loc[int(row)]
            assert (code, indicator, printed, source) == (
                known.region,
                names[known.indicator],
                known.value,
                known.source,
            )
        codes = {next(iter(line.values())) for line in read_csv(sources)}
        assert {list(line.values())[7] for line in lines} == codes
        assert all(len(line) == 11 for line in lines)


def test_equal_figures_give_an_equal_small_file(observations):
    one, other = (download(observations, observations.figures.iloc[:800], "x") for _each in range(2))
    assert one == other
    assert len(one.address) < 40_000


def test_a_page_without_figures_has_no_file(observations):
    assert download(observations, observations.figures.iloc[:0], "x") is None


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@SUM(1)", "\t=1", "\r=1", "-1-1", "=-4.3"])
def test_a_file_holds_no_formula(text):
    assert harmless(text) == f"'{text}"
    assert csv_file([[text]]).decode("utf-8-sig").lstrip('"').startswith("'")


@pytest.mark.parametrize("text", ["-4.3", "+3", "4.6", "昭通", "", "a=b", "−4.3"])
def test_a_number_or_a_word_is_left_as_it_is(text):
    assert harmless(text) == text


# How to cite it


def test_a_citation_follows_the_custom_of_its_language():
    with in_language("en"):
        assert citation(FACTS, "How fast? <b>").striptags() == (
            "The authors of Zhaotong growth (29 November 2026). How fast? <b> [Report]. "
            "zhaotong-growth 0.1.0 (abc1234), digest of its figures 0123456789ab."
        )
        assert "<b>" not in citation(FACTS, "How fast? <b>")
    with in_language("zh"):
        assert citation(FACTS, "增长多快？").striptags() == (
            "昭通增长项目作者．增长多快？［R/OL］．zhaotong-growth 0.1.0 (abc1234)（2026-11-29）．"
            "所用数据校验码：0123456789ab．"
        )


def test_bibtex_holds_no_command():
    entry = unescape(re.sub("<[^>]+>", "", bibtex(FACTS, r"50% & \input{x}_y")))
    assert entry.startswith("@misc{zhaotong-growth-0123456789ab,\n")
    assert r"title = {{50\% \& inputx\_y}}" in entry
    assert "year = {2026}" in entry
    assert entry.count("{") == entry.count("}")


def test_the_authors_are_those_of_the_project():
    stated = yaml.safe_load((PROJECT / "CITATION.cff").read_text(encoding="utf-8"))
    with in_language("en"):
        assert [author["name"] for author in stated["authors"]] == [authors()]


# What it is in a card


def test_the_head_says_what_the_page_says(pages):
    for language, path in pages.items():
        html = path.read_text(encoding="utf-8")
        page, stated = BeautifulSoup(html, "html.parser"), read_proof(html)
        said = {tag.get("name") or tag.get("property"): tag.get("content") for tag in page.select("head meta")}
        assert said["description"] == said["og:description"] == stated.finding == page.select_one(".finding").text
        assert said["og:title"] == said["citation_title"] == page.title.text
        assert said["og:locale"].startswith(language)
        assert said["citation_publication_date"] == f"{datetime.fromisoformat(stated.made):%Y/%m/%d}"
        assert said["color-scheme"] == "light dark"
        assert "og:image" not in said
        assert page.select_one("link[rel=icon]")["href"].startswith("data:image/svg+xml,")
        papers = [re.findall(r"--page: (#\w+);", colours(theme)) for theme in PAPER]
        themes = [tag["content"] for tag in page.select("meta[name=theme-color]")]
        assert papers == [[theme] for theme in themes] == [[paper] for paper in PAPER.values()]


# What stands beside it


def links(path) -> tuple[list[str], list[str]]:
    """Where the header and the head of a page lead."""
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    nav = [link["href"] for link in page.select("body > header > nav.beside > a")]
    return nav, [link["href"] for link in page.select("head > link[rel=alternate]")]


@pytest.fixture
def alone(tmp_path):
    """A small page in English, in a folder of reports."""
    path = tmp_path / "reports" / "01-growth" / "zhaotong.en.html"
    path.parent.mkdir(parents=True)
    path.write_text(SMALL.format('<nav class="beside">mine</nav>'), encoding="utf-8")
    return path


def test_a_page_alone_leads_nowhere(alone):
    before = alone.read_bytes()
    complete_pages([alone])
    assert alone.read_bytes() == before


def test_pages_lead_to_what_stands_beside_them_and_to_nothing_else(alone):
    before = alone.read_bytes()
    other, index = alone.with_name("zhaotong.zh.html"), alone.parents[1] / "index.html"
    shutil.copy(alone, other)
    alone.with_name("zhaotong-530600.zh.html").write_bytes(before)
    index.touch()
    complete_pages([other])  # the one that was made; the other is completed with it
    assert links(alone) == (["zhaotong.zh.html", "../index.html"], ["zhaotong.zh.html"])
    assert links(other) == (["zhaotong.en.html", "../index.html"], ["zhaotong.en.html"])
    page = BeautifulSoup(alone.read_text(encoding="utf-8"), "html.parser")
    link = page.select_one("header nav a")
    assert (link.text, link["lang"], link["hreflang"]) == (LANGUAGES["zh"], *[HTML_LANGUAGE["zh"]] * 2)
    assert page.main.nav.text == "mine"
    assert "全部报告" in other.read_text(encoding="utf-8")
    stands = alone.stat()
    complete_pages([alone, other])
    assert alone.stat() == stands, "a page whose links hold is not written again"
    (alone.parents[1] / "index.zh.html").touch()
    other.unlink()
    complete_pages([alone])
    assert links(alone) == (["../index.html"], [])
    index.unlink()
    complete_pages([alone])
    assert alone.read_bytes() == before
    assert sorted(path.name for path in alone.parent.iterdir()) == ["zhaotong-530600.zh.html", "zhaotong.en.html"]


def test_an_index_in_the_language_of_the_page_goes_before(alone):
    for name in ("index.html", "index.en.html"):
        (alone.parents[1] / name).touch()
    complete_pages([alone])
    assert links(alone) == (["../index.en.html"], [])


def test_a_page_that_is_made_anew_meanwhile_stays(alone, monkeypatch):
    (alone.parents[1] / "index.html").touch()
    found = beside._links

    def meanwhile(page):
        new = alone.with_name("new")
        new.write_text("made anew", encoding="utf-8")
        os.replace(new, alone)
        return found(page)

    monkeypatch.setattr(beside, "_links", meanwhile)
    complete_pages([alone])
    assert alone.read_text(encoding="utf-8") == "made anew"
    assert [path.name for path in alone.parent.iterdir()] == [alone.name]


def test_a_command_completes_the_pages_that_stand(pages, tmp_path, capsys):
    """Nothing is made again for a link; and neither its record nor its proof knows of it."""
    folder = tmp_path / "reports"
    shutil.copytree(pages["en"].parent, folder / "01-growth")
    records = {path: path.read_bytes() for path in folder.glob("*/*.json")}
    orders = order_reports("01-growth", {}, None)
    assert produce(orders, folder, {}, local_runner(workers=1))
    assert "made 0, unchanged 2" in capsys.readouterr().out
    for language, other in (("en", "zh"), ("zh", "en")):
        page = folder / "01-growth" / f"zhaotong.{language}.html"
        assert links(page) == ([f"zhaotong.{other}.html", f"../{FRONT[language]}"], [f"zhaotong.{other}.html"])
        front = BeautifulSoup((folder / FRONT[language]).read_text(encoding="utf-8"), "html.parser")
        assert front.html["lang"] == HTML_LANGUAGE[language]
        assert altered(page.read_text(encoding="utf-8")) == []
    assert {path: path.read_bytes() for path in folder.glob("*/*.json")} == records


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs chromium on the path")
def test_in_a_browser_offline(observations, pages, tmp_path):
    """Files are saved under the policy of the page, the data block troubles nobody, and paper has the citation."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(offline=True, accept_downloads=True).new_page()
        said, asked = [], []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(pages["zh"].as_uri())
        with page.expect_download() as waiting:
            page.locator(".take a").first.click()
        assert waiting.value.suggested_filename == "zhaotong-01-growth.zip"
        waiting.value.save_as(tmp_path / "figures.zip")
        with zipfile.ZipFile(tmp_path / "figures.zip") as file:
            lines = [list(line.values()) for line in read_csv(file.read("zhaotong-01-growth.csv"))]
        assert len(lines) > 100
        for row, _region, code, _indicator, _unit, _period, printed, *_more in lines:
            known = observations.figures.loc[int(row)]
            assert (code, printed) == (known.region, known.value)
        assert page.evaluate("JSON.parse(document.getElementById('report').textContent).format") == 2
        assert said == []
        assert [url for url in asked if not url.startswith("data:")] == [pages["zh"].as_uri()]
        page.emulate_media(media="print")
        shown = {name: page.locator(f"footer .{name}").is_visible() for name in ("cite", "take", "bibtex", "command")}
        assert shown == {"cite": True, "take": False, "bibtex": False, "command": False}
        browser.close()
