"""Marks: what they open says where a number is from, in words, whole and without a script; on paper a note does."""

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from page_marks import rows_opened
from playwright.sync_api import expect, sync_playwright
from test_browser import CHROMIUM, FLAGS

from helpers.figures.observations import Observations
from helpers.figures.series import select_series
from helpers.show.marks import live, with_origins
from helpers.show.origins import Origins, Place, popover, short_name
from helpers.show.sources import source_cards
from helpers.show.table import Table
from helpers.text.citations import cited, linked
from helpers.text.language import use_language
from zhaotong.reports.marks import add_notes, open_marks
from zhaotong.reports.outputs.html import Styles, harmless
from zhaotong.reports.policy import STYLE, policy

ZHAOTONG, YUNNAN = "530600", "530000"


def rows(observations: Observations, region: str, *window: int) -> list[int]:
    return [*select_series(observations, region, "gdp_growth_real", window=window).rows.index]


def said(observations: Observations, wanted: list[int], addresses: set[str] = frozenset()) -> str:
    """What a popover says, a line each."""
    html = popover("f1", Origins(observations, wanted, addresses).said(wanted))
    return BeautifulSoup(html, "html.parser").get_text("\n")


def test_one_figure_is_said_with_publisher_place_vintage_and_reliability(observations):
    [row] = rows(observations, ZHAOTONG, 2023, 2023)
    text = said(observations, [row])
    assert "Zhaotong, Real GDP, year-on-year growth, 2023: 7.7%" in text
    source = observations.source(observations.figures.at[row, "source"])
    assert f"{source.publisher}, \n{source.title}" in text
    assert "copy of an official file · figures as of December 2024 · \ntables 2-1" in text
    assert f"row {row}" in text
    assert short_name(source.publisher) == "National Bureau of Statistics"
    use_language("zh")
    assert short_name(source.publisher_zh) == "国家统计局"
    text = said(observations, [row])
    assert "昭通市2023年地区生产总值实际增速：7.7%" in text
    assert f"{source.publisher_zh}：\n{source.title_zh}\n · 官方数据副本 · 数据时点2024年12月" in text
    assert f"第{row}行" in text


def test_it_leads_to_the_publication_and_to_the_entry_that_the_page_has(observations):
    [row] = rows(observations, ZHAOTONG, 2023, 2023)
    html = popover("f1", Origins(observations, [row], {f"r{row}"}).said([row]))
    source = observations.source(observations.figures.at[row, "source"])
    assert f'<a href="{source.url}" rel="noreferrer">' in html
    assert f"<a href=#r{row}>" in html


def test_a_gap_has_both_figures_and_an_average_all_of_them(observations):
    gap = [*rows(observations, ZHAOTONG, 2023, 2023), *rows(observations, YUNNAN, 2023, 2023)]
    text = said(observations, gap)
    assert "Rests on 2 figures" in text
    assert all(f"row {row}" in text for row in gap)
    average = rows(observations, ZHAOTONG, 1994, 2024)
    addresses = {f"r{row}" for row in average}
    html = popover("f1", Origins(observations, average, addresses).said(average))
    assert f"Rests on {len(average)} figures" in html
    assert all(f"<a href=#r{row}>" in html for row in average)
    publishers = {observations.source(code).publisher for code in observations.figures.loc[average, "source"]}
    assert html.count("<p>") == 2 * len(publishers)  # each once, and its figures in one line
    many = [*average, *rows(observations, YUNNAN, 1994, 2024)]
    text = said(observations, many)
    assert f"Rests on {len(many)} figures" in text
    assert re.search(r"Real GDP, year-on-year growth, \d{4} to \d{4}: \d+ figures", text)


def test_what_is_weakly_supported_is_said_first(observations):
    sound = rows(observations, ZHAOTONG, 2023, 2023)
    sources = observations.sources
    weak = sources.index[sources["reliability"] == "weak"]
    figures = observations.figures
    [row, *_more] = figures.index[figures["source"].isin(weak) & figures["caveats"].str.contains("self_media")]
    lines = said(observations, [*sound, row]).splitlines()
    assert lines[2].startswith("Weakly supported: ")
    assert "self-published page; the official text was not found" in lines[2]
    assert "Weakly supported" not in said(observations, sound)


def test_marks_of_the_same_figures_share_a_popover_and_one_of_no_figure_is_text(observations):
    [row] = rows(observations, ZHAOTONG, 2023, 2023)
    html = linked(f"<p>{cited('1', [row])} {cited('2', [row])} {cited('3', [99_999_999])}</p>")
    shown, popovers = with_origins(html, observations, "f")
    page = BeautifulSoup(shown + popovers, "html.parser")
    assert page.p.get_text() == "1 2 3"
    assert [mark["popovertarget"] for mark in page.select("p button.mark")] == ["f1", "f1"]
    assert [each["id"] for each in page.select("[popover]")] == ["f1"]


def test_in_a_long_table_those_of_a_line_share_one(observations):
    """Else a page of a thousand numbers would weigh more than all else in it."""
    own, other = (rows(observations, region, 1994, 2024) for region in (ZHAOTONG, YUNNAN))
    pairs = list(zip(own, other, strict=False))
    lines = [["", cited("a", [a]), cited("b", [b]), cited("c", [a, b])] for a, b in pairs]
    table = Table("", ["", "a", "b", "c"], lines).html
    shown, popovers = with_origins(table, observations, "f", {f"r{row}" for row in own})
    page = BeautifulSoup(shown + popovers, "html.parser")
    assert len(page.select("[popover]")) == len(lines)
    assert own[3] in rows_opened(page)[page.select("tr")[4].find("button")["popovertarget"]]
    assert "The 2 figures behind this line" in popovers
    _shown, popovers = with_origins(Table("", ["", "a", "b", "c"], lines[:9]).html, observations, "f")
    assert popovers.count("<div popover") == 27


def test_what_many_popovers_say_stands_once_or_shortly(observations):
    """Tables say a publication some hundred times, and mostly the same of numbers that rest on many figures."""
    [row], other = rows(observations, ZHAOTONG, 2023, 2023), rows(observations, YUNNAN, 1994, 2024)
    source = observations.source(observations.figures.at[row, "source"])
    card = f"p-{source.code}"
    lines = [[cited("a", [row]), cited("b", other[:-1]), cited("c", [*other[:-2], other[-1]])]]
    shown, popovers = with_origins(Table("", ["a", "b", "c"], lines).html, observations, "f", {card})
    assert f'<a href="#{card}">' in popovers  # not to its address, which is longer and on the card
    assert source.url not in popovers
    counted = Origins(observations, [row, *other], {card}).said([row, *other], Place.TABLE)
    publisher, bracket, _rest = source.publisher.partition(" (")
    assert bracket
    assert f"<a href=#{card}>{publisher}</a>" in counted
    alike = [
        own for own in other if observations.figures.at[own, "source"] == observations.figures.at[other[0], "source"]
    ]
    pair = [[cited("a", alike[:13] + alike[-1:]), cited("b", alike[:12] + alike[-2:])]]
    shown, popovers = with_origins(Table("", ["a", "b"], pair).html, observations, "f")
    assert popovers.count("<div popover") == 1  # fourteen figures of the same years, though not the same
    assert shown.count("popovertarget=f1>") == 2


def test_nobody_elses_html_opens_anything():
    html = '<button popovertarget="f1">x</button><div popover id="f1" class="origin">y</div>'
    html += '<a class="mark" data-rows="x">z</a>'
    soup = BeautifulSoup(harmless(html, Styles(), "o1")[0], "html.parser")
    assert not soup.find("button")
    assert not soup.find(popover=True)
    assert not soup.find(popovertarget=True)


def test_names_that_a_notebook_has_itself_are_left_to_it(observations):
    [row] = rows(observations, ZHAOTONG, 2023, 2023)
    page = f'<html><body><main><p id="f1">{linked(cited("1", [row]))}</p></main></body></html>'
    soup = BeautifulSoup(open_marks(BeautifulSoup(page, "html.parser"), observations), "html.parser")
    assert soup.find(id="f1").name == "p"
    assert soup.find(id=soup.find("button")["popovertarget"]).has_attr("popover")


def test_what_a_cell_shows_brings_its_popovers_along(observations):
    [row] = rows(observations, ZHAOTONG, 2023, 2023)
    first, second, again = (
        BeautifulSoup(live(f"<p>{words} {cited('7.7%', [row])}</p>"), "html.parser") for words in ("one", "two", "one")
    )
    assert "[popover]" in first.style.string
    assert rows_opened(first)[first.p.button["popovertarget"]] == set()  # no entry stands in a notebook
    assert f"row {row}" in first.find(popover=True).get_text()
    assert first.find(popover=True)["id"] != second.find(popover=True)["id"]
    assert first == again  # equal runs show equal things
    assert live("<p>no number</p>") == "<p>no number</p>"


def page_of(observations: Observations) -> BeautifulSoup:
    """A page with marks of all kinds, as reports have them."""
    own, other = (rows(observations, region, 1994, 2024) for region in (ZHAOTONG, YUNNAN))
    marks = cited("7.7%", own[-2:-1]), cited("0.5", [own[-2], other[-2]]), cited("9%", own)
    sentence = "<p>Growth was {}, {} points above ({}).</p>".format(*marks)
    entries = source_cards(observations, observations.figures.loc[sorted({*own, *other})]).html
    table = Table("Growth", ["year", "growth"], [["2023", marks[0]]]).html
    body = f"<h1>Title</h1>{sentence}{sentence}{table}{'<p>Words.</p>' * 40}<h2>Sources</h2>{entries}"
    allowed = f'<meta http-equiv="Content-Security-Policy" content="{policy(STYLE)}">'
    head = f'<meta charset="utf-8">{allowed}<title>T</title><style>{STYLE}</style>'
    html = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><main>{linked(body)}</main></body></html>'
    return BeautifulSoup(html, "html.parser")


def test_on_paper_a_paragraph_has_one_note_and_equal_notes_one_number(observations):
    soup = page_of(observations)
    add_notes(soup, observations)
    noted = soup.select("[data-note]")
    assert [(each.name, each["data-note"]) for each in noted] == [("p", "1"), ("p", "1"), ("caption", "2")]
    notes = soup.select_one(".notes")
    assert notes.find_next_sibling("h2").get_text() == "Sources"
    assert len(notes.select("li")) == 2
    words = "National Bureau of Statistics, China City Statistical Yearbook 2024, figures as of December 2024"
    assert words in notes.select("li")[1].get_text()  # whose copy it is stands in its card, below


@pytest.fixture(scope="module")
def page_file(observations, tmp_path_factory) -> Path:
    soup = page_of(observations)
    add_notes(soup, observations)
    path = tmp_path_factory.mktemp("marks") / "page.html"
    path.write_text(open_marks(soup, observations), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM and not os.environ.get("CI"):
        pytest.skip("needs chromium on the path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_at_the_number_and_no_barrier_is_found(browser, page_file, scheme):
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(page_file.as_uri())
    mark = page.locator("button.mark").nth(1)
    mark.click()
    opened = page.locator("[popover]:visible")
    at, box = mark.bounding_box(), opened.bounding_box()
    assert 0 <= box["y"] - at["y"] - at["height"] < 30
    assert box["x"] + box["width"] <= 1280
    assert "Rests on 2 figures" in opened.inner_text()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('main p'))")
    assert "Growth was 7.7%, 0.5 points above (9%)." in page.evaluate("getSelection().toString()").replace("\n", "")
    assert complaints == []
    context.close()


def test_by_touch_a_sheet_opens_at_the_foot_and_a_tap_beside_it_closes_it(browser, page_file):
    context = browser.new_context(
        java_script_enabled=False, offline=True, has_touch=True, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(page_file.as_uri())
    opened = page.locator("[popover]:visible")
    page.locator("button.mark").nth(2).tap()
    expect(opened).to_have_count(1)
    box = opened.bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] + box["height"] == pytest.approx(800, abs=1)
    assert box["height"] <= 0.6 * 800 + 1
    page.touchscreen.tap(200, 20)
    expect(opened).to_have_count(0)
    page.locator("button.mark").nth(0).tap()
    expect(opened).to_have_count(1)
    close = opened.get_by_role("button", name="Close")
    assert close.bounding_box()["height"] >= 24
    close.tap()
    expect(opened).to_have_count(0)
    context.close()


def test_on_paper_nothing_pops_up_and_the_notes_are_there(browser, page_file):
    page = browser.new_page()
    page.goto(page_file.as_uri())
    expect(page.locator(".notes")).to_be_hidden()
    page.locator("button.mark").first.click()
    page.emulate_media(media="print")
    expect(page.locator("[popover]:visible")).to_have_count(0)
    expect(page.locator(".notes")).to_be_visible()
    after = "getComputedStyle(document.querySelector('main p'), '::after').content"
    assert page.evaluate(after) == '"1"'
    page.close()


def test_a_sign_stays_at_its_number(observations):
    """A browser may break a line before and after a button: a full stop would begin the next one."""
    [row] = rows(observations, ZHAOTONG, 2023, 2023)
    mark = linked(cited("7.7%", [row]))
    shown, _popovers = with_origins(f"<p>a ({mark}), b {mark}。c {mark} d</p>", observations, "f")
    kept = [each.get_text() for each in BeautifulSoup(shown, "html.parser").select(".kept")]
    assert kept == ["(7.7%),", "7.7%。"]
