"""What a page carries to prove itself, and how it tells that it was changed."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from conftest import PROJECT

from helpers.figures.paths import digest_of
from helpers.text.language import use_language
from helpers.text.messages import InputError
from zhaotong.reports.digests import cells_digest
from zhaotong.reports.notebooks import find_notebook, list_notebooks
from zhaotong.reports.parts import parts_of
from zhaotong.reports.printed import PrintedFigure, figures_digest, used_figures, used_sources
from zhaotong.reports.proof import Proof, altered, put_proof, read_proof
from zhaotong.reports.requests import request_report

FIGURE = PrintedFigure(
    7, "530600", "gdp_growth_real", "2025", "year", "4.6", "pct", "s", "p. 1", "2026-01", "official", ""
)
PAGE = """<html><head></head><body><header>
<nav class="beside"><a href="x">中文</a></nav><p>Zhaotong · 2025</p></header><main>
<h1>How fast?</h1><p class="finding">It grew <a class="mark" href="#r7">4.6%</a> in 2025.</p>
<dl class="key"><div><dt>Zhaotong</dt><dd>4.6%</dd></div><div><dt>China</dt><dd>5.0%</dd></div></dl>
<figure class="chart"><img alt="Line: 4.1 to 4.6" src="data:,"><figcaption>Growth</figcaption></figure>
<details><summary>Numbers</summary><div class="table"><table><tr><th>2024</th><td>4.1</td></tr></table></div></details>
<ul class="points"><li>Point 1.5</li><li>Point 2.5</li></ul>
<div class="table"><table><caption>Gaps</caption><tr><th>2025</th><td>12</td><td>3</td></tr></table></div>
<section><h2>Sources</h2><article><h3 id="p-s">Bureau</h3><span id="r7">2025: 4.6</span></article></section>
</main><footer><a download="f.csv" href="data:text/csv,4.6">f.csv</a></footer></body></html>"""


def proof(**changed) -> Proof:
    plain = {"notebook": "01-growth", "cells": "c", "parameters": {"region": "530600"}, "language": "en", "data": "d"}
    plain |= {"version": "v", "made": "2026-11-29T12:00:00+00:00", "finding": "It grew.", "sources": {}}
    return Proof(**plain | {"figures": [FIGURE], "digest": figures_digest([FIGURE])} | changed)


def carrying(html: str = PAGE, **changed) -> str:
    page = BeautifulSoup(html, "html.parser")
    put_proof(page, proof(**changed))
    return str(page)


@pytest.fixture(scope="module")
def pages(observations, shared_reports) -> list:
    """Every notebook's report, in one language and the other by turns."""
    wanted = [
        request_report(notebook, {"language": ("en", "zh")[number % 2]}, observations)
        for number, notebook in enumerate(list_notebooks())
    ]
    shared_reports.make(wanted)
    return [shared_reports.page(request) for request in wanted]


def test_a_page_states_what_it_was_made_from(observations, pages):
    for path in pages:
        html = path.read_text(encoding="utf-8")
        record = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        stated, page = read_proof(html), BeautifulSoup(html, "html.parser")
        assert (stated.notebook, stated.parameters) == (record["notebook"], record["parameters"])
        assert (stated.language, stated.version, stated.made) == (record["language"], record["version"], record["made"])
        assert stated.finding == record["result"]["finding"]
        assert stated.cells == cells_digest(find_notebook(stated.notebook))
        assert stated.data == digest_of(PROJECT / "data")
        rows = observations.figures.loc[record["result"]["rows"]]
        assert [figure.value for figure in stated.figures] == rows["value"].to_list()
        assert {figure.source for figure in stated.figures} == stated.sources.keys() == set(rows["source"])
        assert stated.digest == figures_digest(stated.figures)
        printed = page.select_one(".cite data")
        assert printed["value"] == stated.digest
        assert printed.text == stated.digest[:12]
        for figure in stated.figures:
            assert figure.unit == observations.indicator(figure.indicator).unit
            assert figure.reliability == observations.source(figure.source).reliability


def test_a_page_that_nobody_touched_is_whole(pages):
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert altered(html) == [], path
        kinds = [kind for kind, _digest in read_proof(html).parts]
        assert {"sentence", "table", "file"} <= set(kinds), path
        figures = BeautifulSoup(html, "html.parser").select("main figure")
        assert kinds.count("chart") == len(figures), path


def test_the_block_is_small(observations, pages):
    sizes = sorted(len(path.read_bytes().partition(b'<script id="report"')[2]) for path in pages)
    assert sizes[len(sizes) // 2] < 25_000
    assert sizes[-1] < 90_000
    rows = observations.figures.iloc[:784]
    figures = used_figures(observations, rows)
    block = carrying(figures=figures, sources=used_sources(observations, figures), digest=figures_digest(figures))
    assert len(block.encode()) < 90_000
    assert read_proof(block).figures == figures


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("4.6%</a> in", "4.7%</a> in", 'the sentence "It grew 4.7% in 2025." was changed'),
        ("<dd>4.6%", "<dd>6.4%", 'the sentence "Zhaotong 6.4%" was changed'),
        ("Point 2.5", "Point 2.6", 'the sentence "Point 2.6" was changed'),
        ("Zhaotong · 2025", "Zhaotong · 2024", 'the sentence "Zhaotong · 2024" was changed'),
        ("4.1 to 4.6", "4.1 to 4.8", 'the chart "Line: 4.1 to 4.8" was changed'),
        ("<td>4.1", "<td>4.0", 'the chart "Line: 4.1 to 4.6" was changed'),
        ("Growth</fig", "Decline</fig", 'the chart "Line: 4.1 to 4.6" was changed'),
        ("<td>3", "<td>4", 'the table "Gaps" was changed'),
        ("<td>12</td><td>3", "<td>1</td><td>23", 'the table "Gaps" was changed'),
        ("2025: 4.6", "2025: 4.7", 'the source "Bureau 2025: 4.7" was changed'),
        ("csv,4.6", "csv,4.7", 'the file "f.csv" was changed'),
        ("<li>Point 2.5</li>", "", '1 part is missing after the sentence "Point 1.5"'),
        ("<p>Zhaotong · 2025</p>", "", "1 part is missing after the beginning of the page"),
        ("<h1>", "<p>It is the fastest.</p><h1>", 'the sentence "It is the fastest." was added'),
        (',"4.6",', ',"4.7",', "the figures that the page carries were changed"),
    ],
)
def test_what_was_edited_is_found(before, after, told):
    whole = carrying()
    assert altered(whole) == []
    assert whole.count(before) == 1
    assert altered(whole.replace(before, after)) == [told]


def test_a_page_is_told_in_the_language_in_use():
    use_language("zh")
    assert altered(carrying().replace("<td>3", "<td>4")) == ["表“Gaps”有过改动"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<a class="mark" href="#r7">4.6%</a> in 2025.</p>',
            '<button class="mark" popovertarget="f7" type="button">4.6%</button> in <b>2025</b>.'
            '<span id="f7" popover><b>Bureau</b> 4.6</span></p><div popover>More</div>',
        ),
        ("<h1>How fast?</h1>", '<h1 class="title"><span>How</span>\n fast?</h1>'),
        ('<a href="x">中文</a>', '<a href="y">English</a>'),
        (
            '<img alt="Line: 4.1 to 4.6" src="data:,">',
            '<svg aria-label="Line: 4.1 to 4.6" role="img"><path d="M0 0"/></svg>',
        ),
        ('<dl class="key">', '<dl class="key wide">'),
    ],
)
def test_how_a_page_looks_changes_no_digest(before, after):
    pages = [BeautifulSoup(html, "html.parser") for html in (PAGE, PAGE.replace(before, after))]
    assert PAGE.count(before) == 1
    one, other = ([(part.kind, part.digest) for part in parts_of(page)] for page in pages)
    assert one == other


def test_no_text_can_end_the_block():
    hostile = "</script><!-- <script> & \u2028 ]]> " + '"\\'
    html = carrying(finding=hostile)
    assert read_proof(html).finding == hostile
    block = html[html.index('<script id="report"') :]
    assert len(re.findall("</?script", block)) == 2
    assert not set("&\u2028") & set(block)
    assert "<!--" not in block


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (PAGE, "the page carries no data of its making: it is no report, or one by an earlier version"),
        ("", "the page carries no data of its making"),
        (carrying().replace("application/json", "text/plain"), "the page carries no data of its making"),
        (carrying(carrying()), "the page carries the data of its making 2 times"),
        (carrying().replace('{"format"', '{"format'), "are no JSON (Expecting"),
        (carrying().replace('"format":2', '"format":1'), "in format 1; this version reads format 2"),
        (carrying().replace('{"format":2', '[{"format":2').replace("}</script>", "}]</script>"), "in format None;"),
        (carrying().replace('"notebook":"01-growth",', ""), "are broken (notebook: Field required)"),
        (carrying().replace('"rows":[[7,', '"rows":[["x",'), "are broken (figures"),
        (carrying().replace('"lists":{"region":["530600"]', '"lists":{"region":[]'), "are broken (figures"),
    ],
)
def test_what_cannot_be_read_is_said(html, told):
    for function in (read_proof, altered):
        with pytest.raises(InputError, match=re.escape(told)):
            function(html)
