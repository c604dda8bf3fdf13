"""The front page of the reports, in each language, and the pages of regions where there are many."""

import json
import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from conftest import PROJECT
from made_up_reports import CHART, put, record
from test_browser import CHROMIUM, browser  # noqa: F401 - a fixture

from helpers.text.language import LANGUAGES
from zhaotong.reports.digests import Inputs
from zhaotong.reports.freshness import CURRENT, ORPHANED, OUTDATED, Standing
from zhaotong.reports.index import MANY, put_index
from zhaotong.reports.notebooks import find_notebook
from zhaotong.reports.record import read_records
from zhaotong.reports.requests import request_report
from zhaotong.reports.thumbnails import first_chart, thumbnail

DATA = PROJECT / "data"
in_browser = pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs chromium on the path")


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return Inputs(DATA)


@pytest.fixture(autouse=True)
def up_to_date(monkeypatch):
    """Reports that are made up count as current, unless their record says otherwise."""
    monkeypatch.setattr(Standing, "state", lambda _self, record: record.get("state", CURRENT))


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def two_places(folder: Path) -> None:
    for language in LANGUAGES:
        put(folder, "zhaotong", record("00-brief", language, "530600"))
        put(folder, "zhaotong", record("01-growth", language, "530600", heading="How fast has Zhaotong grown?"))
        put(folder, "china", record("01-growth", language, "100000", heading="How fast has China grown?"))


def many_places(folder: Path, inputs: Inputs) -> list[str]:
    """A brief and another report of each of more places than a front page shows, in English."""
    codes = [code for code, row in inputs.regions.items() if row["level"] == "prefecture"][-MANY * 3 :]
    codes = [*codes, "530600", "530000", "100000"]
    for code in dict.fromkeys(codes):
        for notebook in ("00-brief", "01-growth"):
            put(folder, inputs.regions[code]["name_en"].lower(), record(notebook, "en", code))
    return list(dict.fromkeys(codes))


def test_the_front_page_begins_with_the_brief_of_the_region(tmp_path):
    two_places(tmp_path)
    points = [{"made": "point", "sentence": "Second."}, {"made": "left out", "sentence": "Third."}]
    put(tmp_path, "zhaotong", record("00-brief", "en", "530600", result={"finding": "First.", "why": points}))
    page = soup(put_index(tmp_path, DATA))
    lead = page.select_one("main > article.lead")
    assert page.main.find() is lead
    assert lead.h1.text == "How is 530600 doing?"
    assert (lead.find(class_="finding").text, lead.find(class_="finding").a["href"]) == (
        "First.",
        "00-brief/zhaotong.en.html",
    )
    assert [(each.dt.text, each.dd.text) for each in lead.select("dl div")] == [("Zhaotong, 2025", "4.6%")]
    assert [each.text for each in lead.select("li")] == ["Second."]
    assert lead.find(class_="chart-title").text == "Ahead of Yunnan"
    assert lead.find("svg")["class"] == ["plot", "narrow"]
    assert not lead.select("a.mark"), "they would lead nowhere"
    assert [each.h2.text for each in page.select(".place")] == ["Zhaotong", "China"]
    assert [each["href"] for each in page.select(".card h3 a")] == [
        "01-growth/zhaotong.en.html",
        "01-growth/china.en.html",
    ]


@pytest.mark.parametrize(("standing", "first"), [(["530300", "530000"], "530000"), (["530300", "530600"], "530600")])
def test_without_a_brief_of_the_default_region_the_first_place_with_one_leads(tmp_path, standing, first):
    for code in standing:
        put(tmp_path, code, record("00-brief", "en", code))
    put(tmp_path, "china", record("01-growth", "en", "100000"))
    lead = soup(put_index(tmp_path, DATA)).select_one(".lead")
    assert lead.h1.text == f"How is {first} doing?"


def test_a_card_says_in_words_what_was_set_and_how_new_it_is(tmp_path):
    picture = thumbnail(CHART)._asdict()
    put(tmp_path, "zhaotong", record("00-brief", "en", "530600"))
    put(tmp_path, "x", record("01-growth", "en", "530600", set=["as known in November 2023"], picture=picture))
    put(tmp_path, "x", record("01-growth", "zh", "530600"))
    put(tmp_path, "y", record("02-investment", "en", "530600", state=OUTDATED))
    put(tmp_path, "z", record("03-trend", "en", "530600", state=ORPHANED))
    one, older, gone = soup(put_index(tmp_path, DATA)).select(".card")
    assert one.find(class_="settings").text == "1994–2025 · as known in November 2023"
    assert one.find(class_="about").text == "latest figure: 2025 · made on 29 November 2026 · up to date"
    assert one.find("time")["datetime"] == "2026-11-29T12:36:03+00:00"
    assert {link.text: link["href"] for link in one.select(".links a")} == {
        "中文": "01-growth/x.zh.html",
        "Workbook": "01-growth/x.en.xlsx",
    }
    assert one.figcaption.text == "Ahead of Yunnan"
    assert one.figure.svg["aria-hidden"] == "true"
    assert "made from older data or code; to renew it: zhaotong report 02-investment -p region 530600" in older.text
    assert "its notebook or region is no longer there" in gone.text


def test_each_page_speaks_one_language_and_names_what_stands_in_the_other(tmp_path, observations, shared_reports):
    """Of real reports: a brief in both languages, another report in one, of what was known in an earlier month."""
    wanted = [("00-brief", {"language": each}) for each in LANGUAGES]
    wanted.append(("01-growth", {"language": "en", "region": "530600", "as_of": "2023-11"}))
    requests = [request_report(find_notebook(name), given, observations) for name, given in wanted]
    shared_reports.copies(requests, tmp_path)
    put_index(tmp_path, DATA)
    english, chinese = soup(tmp_path / "index.html"), soup(tmp_path / "index.zh.html")
    assert (english.html["lang"], chinese.html["lang"]) == ("en", "zh-Hans")
    for page, other in ((english, "zh-Hans"), (chinese, "en")):
        assert page.header.nav.a["hreflang"] == page.header.nav.a["lang"] == other
        assert len(page.select(".lead li")) >= 3
        assert len(page.select(".lead dd")) >= 3
        for part in page.select("code, style, svg, [lang]:not(html)"):
            part.decompose()
        wrong = "[\u4e00-\u9fff]" if other == "zh-Hans" else r"(?!Excel|GDP)\b[A-Za-z]{2,}"
        assert re.findall(wrong, page.get_text()) == []
    [card] = english.select(".card")
    assert card.find(class_="settings").text.endswith(" · as known in November 2023")
    assert "as_of" not in card.h3.text + card.find(class_="settings").text
    [only] = chinese.select(".card")
    assert only.h3.text == "一个地区增长有多快？与全省、全国比较"
    assert "本报告只有英文版。" in only.text


def test_without_reports_it_says_so(tmp_path):
    page = soup(put_index(tmp_path, DATA))
    assert "No report has been made yet." in page.main.text
    assert len(page.select("h1")) == 1
    assert "尚无报告。" in soup(tmp_path / "index.zh.html").main.text


def test_what_could_not_be_made_is_told_in_its_language(tmp_path):
    for language in LANGUAGES:
        path = tmp_path / f".failed/01-growth/zhaotong.{language}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"status": "failed", "message": f"{language}: <b>no</b>"}), encoding="utf-8")
    page = soup(put_index(tmp_path, DATA))
    assert [each.text for each in page.select(".failure")] == ["01-growth/zhaotong.en en: <b>no</b>"]


def test_of_many_regions_each_has_a_page_and_the_front_page_lists_them_by_province(tmp_path, inputs):
    codes = many_places(tmp_path, inputs)
    page = soup(put_index(tmp_path, DATA))
    links = page.select(".finder li a")
    assert len(links) == len(codes)
    for link in links:
        assert (tmp_path / link["href"]).is_file()
    yunnan = next(each for each in page.select(".finder section") if each.h3.text == "Yunnan")
    assert [each.text for each in yunnan.select("a")][:2] == ["Yunnan", "Zhaotong"]
    assert "昭通" in yunnan.select("li")[1]["data-called"]
    assert [each.h2.text for each in page.select(".place")] == ["Zhaotong"]
    region = soup(tmp_path / "regions/en/zhaotong.html")
    assert region.select_one(".lead .finding a")["href"] == "../../00-brief/zhaotong.en.html"
    assert [each["href"] for each in region.select(".card h3 a")] == ["../../01-growth/zhaotong.en.html"]
    assert region.select_one("link[rel=alternate]")["href"] == "../../regions/zh/zhaotong.html"
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert re.search(r"script-src 'sha256-\S+';", policy)
    assert "script-src" not in region.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    name = tmp_path / "regions/en/zhaotong.html"
    assert name.exists()
    for code in codes[MANY:]:
        for path in tmp_path.glob(f"*/{inputs.regions[code]['name_en'].lower()}.en.*"):
            path.unlink()
    put_index(tmp_path, DATA)
    assert not list(tmp_path.glob("regions/*/*.html")), "few regions are left"


def test_regions_of_one_name_have_pages_of_their_own(tmp_path, inputs):
    many_places(tmp_path, inputs)
    for code in ("320500", "341300"):  # 苏州, 宿州
        put(tmp_path, code, record("00-brief", "en", code))
    put(tmp_path, "gone", record("00-brief", "en", "999999", result={"region_name": "Nowhere"}))
    put_index(tmp_path, DATA)
    pages = {path.stem for path in tmp_path.glob("regions/en/*.html")}
    assert {"suzhou-320500", "suzhou-341300", "999999"} <= pages
    assert soup(tmp_path / "regions/en/999999.html").find(class_="kicker").text == "Nowhere"


def test_a_page_that_says_the_same_stays_as_it_is(tmp_path):
    two_places(tmp_path)
    front = put_index(tmp_path, DATA)
    os.utime(front, (1, 1))
    put_index(tmp_path, DATA)
    assert front.stat().st_mtime == 1
    put(tmp_path, "qujing", record("00-brief", "en", "530300"))
    put_index(tmp_path, DATA)
    assert front.stat().st_mtime > 1
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".index")]


def test_what_is_long_in_a_record_is_not_read(tmp_path):
    page = put(tmp_path, "zhaotong", record("00-brief", "en", "530600"))
    [(found, short)] = read_records(tmp_path)
    whole = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    assert found == page
    assert short == {name: said for name, said in whole.items() if name not in ("figures", "shown")}
    page.with_suffix(".json").write_text(json.dumps(whole, indent=4), encoding="utf-8")
    assert read_records(tmp_path) == [(page, whole)]
    page.with_suffix(".json").write_text(json.dumps(whole)[:-20], encoding="utf-8")
    assert read_records(tmp_path) == []


def test_a_small_picture_is_the_lines_and_bars_of_the_first_chart():
    small = thumbnail("<p>before</p>" + CHART + CHART.replace("Ahead", "Behind"))
    assert small.title == "Ahead of Yunnan"
    drawing = BeautifulSoup(small.svg, "html.parser").svg
    assert [(each["class"][0], each.get("stroke") or each["fill"], each["d"]) for each in drawing.select("path")] == [
        ("stroke", "var(--c-prefecture)", "M10 21L40 60"),
        ("area", "var(--c-province)", "M50 60L90 33L90 250L50 250Z"),
        ("dot", "var(--c-province)", "M90 33L90 33"),
    ]
    assert drawing["viewbox"] == "5 16 90 239", "what is drawn fills it"
    assert "2004" not in small.svg


@pytest.mark.parametrize(
    "html",
    [
        "<p>no chart</p>",
        '<figure class="picture"><img src="data:image/png;base64,AAAA"></figure>',
        '<figure class="chart"><svg class="plot narrow" viewBox="0 0 9 9"><text>only letters</text></svg></figure>',
        '<figure class="chart"><svg class="plot narrow" viewBox="0 0 9 9"><path stroke="red" d="M0 0"/></svg></figure>',
    ],
)
def test_without_a_chart_that_can_be_read_there_is_no_small_picture(html):
    assert thumbnail(html) is None


def test_the_chart_of_the_lead_is_that_of_a_phone_with_its_title():
    chart = BeautifulSoup(first_chart(CHART), "html.parser")
    assert [each.text for each in chart.select("p")] == ["Ahead of Yunnan", "Growth, %"]
    assert [each["class"] for each in chart.select("svg")] == [["plot", "narrow"]]
    assert first_chart("<p>none</p>") == ""


@in_browser
def test_cards_are_narrowed_down_and_counted_without_a_script(browser, tmp_path):  # noqa: F811
    two_places(tmp_path)
    put(tmp_path, "zhaotong", record("02-investment", "en", "530600"))
    page = browser.new_page(java_script_enabled=False)
    page.goto(put_index(tmp_path, DATA).as_uri())
    shown, session = page.locator(".card:visible"), page.context.new_cdp_session(page)

    def counted() -> str:
        """What is read out of the line that counts, whose number is made by the style."""
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        texts = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "StaticText"]
        return texts[texts.index("Reports shown: ") + 1]

    assert (shown.count(), counted()) == (3, "3")
    region, question = page.locator("select").all()
    region.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert region.input_value() == "r-100000"
    assert (shown.count(), counted()) == (1, "1")
    assert page.locator(".place:visible h2").all_inner_texts() == ["China"]
    question.select_option(label="How much is invested, and in what?")
    assert (shown.count(), counted()) == (0, "0")
    assert page.locator(".place:visible").count() == 0
    region.select_option(index=0)
    assert shown.locator("h3 a").get_attribute("href") == "02-investment/zhaotong.en.html"
    assert (shown.count(), counted()) == (1, "1")
    page.close()


@pytest.mark.slow
@in_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_have_no_barrier_and_ask_for_nothing(browser, tmp_path, inputs, scheme):  # noqa: F811
    """Front page, page of a region, and the front page of few; at 1280 and at 390 pixels."""
    picture = thumbnail(CHART)._asdict()
    many, few = tmp_path / "many", tmp_path / "few"
    two_places(few)
    put(few, "x", record("02-investment", "en", "530600", picture=picture, state=OUTDATED))
    many_places(many, inputs)
    pages = [put_index(few, DATA), put_index(many, DATA), many / "regions/en/zhaotong.html", few / "index.zh.html"]
    context = browser.new_context(offline=True, color_scheme=scheme, viewport={"width": 390, "height": 900})
    barred = browser.new_context(bypass_csp=True, color_scheme=scheme)  # axe is put into the page as a script
    for path in pages:
        page, asked, said = context.new_page(), [], []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, said=said: said.append(message.text))
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (path, width)
        assert {url for url in asked if not url.startswith("data:")} == {path.as_uri()}
        assert said == []
        page.close()
        page = barred.new_page()
        page.goto(path.as_uri())
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        page.close()
    context.close()
    barred.close()


@in_browser
def test_a_place_is_found_by_any_of_its_names_and_listed_without_a_script(browser, tmp_path, inputs):  # noqa: F811
    codes = many_places(tmp_path, inputs)
    front = put_index(tmp_path, DATA).as_uri()
    page = browser.new_page(java_script_enabled=False)
    page.goto(front)
    assert page.locator(".finder li:visible").count() == len(codes)
    assert not page.locator("search").is_visible()
    page.close()
    page = browser.new_page()
    page.goto(front)
    field = page.get_by_label("Find a place")
    for name in ("昭通", "ZHAOTONG", "530600"):
        field.fill(name)
        assert page.locator(".finder li:visible").all_inner_texts() == ["Zhaotong"]
        assert page.locator(".finder h3:visible").all_inner_texts() == ["Yunnan"]
        assert page.locator("output").inner_text() == "1"
    field.fill("")
    assert page.locator(".finder li:visible").count() == len(codes)
    field.fill("昭通")
    field.press("Enter")
    page.wait_for_url("**/regions/en/zhaotong.html")
    page.close()
