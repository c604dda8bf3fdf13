"""A text held against the record: what the page and the terminal say of its claims, and of what was not read.

The figures are those that the data hold of Zhaotong and China in 2022; the sentences are made up, and so are three
slips: a gap that its two rates do not give, parts that exceed their whole, a sector that is not the recorded one.
"""

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import PROJECT
from made_up_runs import reports_of
from test_commands import no_kernel, run, wanted  # noqa: F401  # fixtures

from helpers.parameters.errors import NotAllowedError
from helpers.parameters.texts import Text, digest_of_text, file_of
from helpers.questions.factcheck import charts, leads, sentences, tables
from helpers.questions.factcheck.checked import Checked, check_text
from helpers.questions.factcheck.quotes import harmless, quoted, with_marks
from helpers.reading.claims import Claim, Kind
from helpers.reading.document import Document, Paragraph, Place, Table
from helpers.reading.readings import Head, Reading, State
from helpers.text.citations import plain, rows_cited
from helpers.text.language import use_language
from zhaotong.reports.digests import Inputs
from zhaotong.reports.freshness import Standing
from zhaotong.reports.notebooks import find_notebook, list_notebooks
from zhaotong.reports.orders import order_reports, read_sweep
from zhaotong.reports.plan import KEEP, RUN, Planner
from zhaotong.reports.requests import request_report
from zhaotong.verify.verdicts import AS_MADE, CANNOT, verify

SENTENCE = "2023年前三季度，昭通市GDP增长8%，比全国高2.8个百分点。"
ARTICLE = """昭通：稳住了基本盘

2022年，昭通市实现地区生产总值1541.02亿元，比上年增长3.7%。
其中，第一产业增加值256.02亿元，第二产业增加值621.71亿元，第三产业增加值673.29亿元。
同期全国增长3.0%，昭通比全国高0.9个百分点。
全市新开通客运班线12条。
"""
WRONG = {  # the numbers of each claim that does not agree, and the verdict
    ("1541.02", "256.02", "621.71", "673.29"): "conflict",
    ("3.7", "3.0", "0.9"): "conflict",
    ("673.29",): "conflict",
    ("3.0",): "revision",
}
HOSTILE = """昭通：<script>alert(1)</script>

2022年，昭通市地区生产总值1541.02亿元<img src=x onerror=alert(2)>，增长3.9%&lt;b&gt;。\ue0001\ue0019\ue002\u202e
"""


@pytest.fixture
def article(tmp_path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def request_of(path: Path | str, observations, language: str = "en", **given: str):
    given = {"text": str(path), "language": language, **given}
    return request_report(find_notebook("10-factcheck"), given, observations)


@pytest.fixture(scope="module")
def pages(observations, tmp_path_factory) -> dict[str, BeautifulSoup]:
    """The page of the article in both languages, and of one with hostile markup."""
    folder = tmp_path_factory.mktemp("texts")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "<i>hostile<i>.txt").write_text(HOSTILE, encoding="utf-8")
    asked = {
        "en": request_of(folder / "article.txt", observations),
        "zh": request_of(folder / "article.txt", observations, "zh"),
        "hostile": request_of(folder / "<i>hostile<i>.txt", observations),
    }
    made = reports_of([*asked.values()], observations, folder / "reports")
    return {
        name: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for name, path in zip(asked, made, strict=True)
    }


# ------------------------------------------------------------------------------------------------ the page


def lines_of(page: BeautifulSoup, caption: str) -> list[list]:
    [table] = [each for each in page.select("main table") if each.caption and each.caption.text.startswith(caption)]
    return [line.find_all(["th", "td"]) for line in table.tbody.find_all("tr")]


def test_a_wrong_gap_a_wrong_sum_and_a_revised_figure_are_told_in_their_sentences(pages):
    found = {}
    for claim, verdict, _why in lines_of(pages["en"], "Claims that do not agree"):
        found[tuple(sorted(number.text for number in claim.find_all("b")))] = verdict.text
        assert claim.find(lang="zh-Hans")
    assert found == {tuple(sorted(numbers)): verdict for numbers, verdict in WRONG.items()}
    assert [verdict.text for _claim, verdict, _why in lines_of(pages["en"], "Claims that do not agree")] == sorted(
        found.values()
    )  # the worst first
    why = [line[2].text for line in lines_of(pages["en"], "Claims that do not agree")]
    assert any("3.7% is 0.7 points above 3.0%, not 0.9 points" in each for each in why)
    assert any("3.0% as first released; 3.1% is recorded now" in each for each in why)


def test_the_title_names_the_text_and_the_lead_counts_and_names_the_worst(pages):
    for language, title, lead in (
        ("en", "Does what “昭通：稳住了基本盘” says of Zhaotong hold?", "3 contradict the record or the text itself"),
        ("zh", "《昭通：稳住了基本盘》所说的昭通市数字", "3项与记录或原文自身矛盾"),
    ):
        page = pages[language]
        assert title in page.h1.text
        finding = page.find(class_="finding").text
        assert lead in finding
        assert "1551.02" in finding or "155.1" in finding  # the sum of the parts
        assert len(page.select(".key div")) == 3
    assert not pages["zh"].find(class_="finding").find(lang=True)


def test_numbers_that_were_held_against_figures_lead_to_them(pages):
    page = pages["en"]
    opened = {each["id"]: each.text for each in page.select("[popover]")}
    [line] = [each for each in lines_of(page, "Claims that do not agree") if each[1].text == "revision"]
    assert "Rests on 2 figures" in opened[line[0].b.button["popovertarget"]]
    said = {mark.text: opened[mark["popovertarget"]] for mark in line[2].select(".mark")}
    assert said["3.1%"].startswith("CloseChina, Real GDP, year-on-year growth, 2022: 3.1%")


def test_what_was_not_read_and_what_was_left_out_is_counted_and_listed(pages):
    page = pages["en"]
    section = page.find("h2", string="What was not read").find_next("p").find_next("p")
    numbers = [int(each) for each in re.findall(r"\d+", section.text)]
    assert numbers[0] == sum(numbers[1:]) == 8
    assert [line[0].b.text for line in _folded(page, "Numbers left out")] == ["12"]
    about = {line[0].text: line[1].text for line in lines_of(page, "What the text is taken to be about")}
    assert (about["region"], about["period"]) == ("Zhaotong (530600)", "2022")


def _folded(page: BeautifulSoup, caption: str) -> list[list]:
    [details] = [each for each in page.select("main details") if each.summary.text.startswith(caption)]
    return [line.find_all(["th", "td"]) for line in details.tbody.find_all("tr")]


def test_hostile_markup_of_a_text_is_shown_and_does_nothing(pages):
    page = pages["hostile"]
    assert not page.find_all("img")
    assert [each.get("type") for each in page.find_all("script")] == ["application/json"]  # what the page states
    assert "<i>hostile<i>" in page.h1.text
    assert not page.find("i")
    text = page.main.text
    assert "<img src=x onerror=alert(2)>" in text
    assert "3.9%&lt;" in text
    assert not set("\ue000\ue001\ue002\u202e") & set(str(page))


# ------------------------------------------------------------------------------------------------ which report it is


def plan_of(request_folder: Path, order, observations):
    return Planner(Standing(request_folder, Inputs(observations.folder)), {}, False).plan([order])


def test_a_text_that_changes_is_checked_anew_and_one_that_does_not_is_kept(article, observations, tmp_path):
    folder = tmp_path / "reports"
    [page] = reports_of([request_of(article, observations)], observations, folder)
    order, other = order_reports("10-factcheck", {"text": str(article)}, "en") * 2
    assert [step.action for step in plan_of(folder, order, observations).steps] == [KEEP]
    assert [verdict.verdict for verdict in verify([page])] == [AS_MADE]
    assert str(tmp_path) not in page.read_text(encoding="utf-8")  # a page that travels names no folder of the machine
    mailed = tmp_path / "elsewhere"
    mailed.mkdir()
    shutil.copy(page, mailed / "mailed.html")
    article.rename(mailed / article.name)  # what is read again stands beside the page
    assert [verdict.verdict for verdict in verify([mailed / "mailed.html"])] == [AS_MADE]
    (mailed / article.name).rename(article)
    article.write_text(ARTICLE.replace("0.9", "0.7"), encoding="utf-8")
    [step] = plan_of(folder, other, observations).steps
    assert (step.action, step.reasons, step.page) == (RUN, ("text",), page)
    [verdict] = verify([page])
    assert verdict.verdict == CANNOT
    assert "is not here as it was" in verdict.notes[0]
    article.unlink()
    [(_page, record)] = Standing(folder, Inputs(observations.folder)).records
    assert Standing(folder, Inputs(observations.folder)).condition(page, record).reasons == ("text",)


def test_one_path_typed_in_two_folders_is_two_texts(observations, tmp_path, monkeypatch):
    slugs = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.txt").write_text(f"{ARTICLE}{name}", encoding="utf-8")
        monkeypatch.chdir(tmp_path / name)
        request = request_of("same.txt", observations)
        assert request.values["text"] == str(tmp_path / name / "same.txt")
        slugs.add(request.slug(observations))
    assert len(slugs) == 2
    assert all(slug.startswith("10-factcheck-text-same-") for slug in slugs)


def test_all_leaves_out_what_is_about_a_text_unless_one_is_given(article, tmp_path):
    assert find_notebook("10-factcheck").text == "text"
    assert [each.name for each in list_notebooks() if each.text] == ["10-factcheck"]
    assert "10-factcheck" not in {order.notebook.name for order in order_reports("all", {}, None)}
    given = order_reports("all", {"text": str(article)}, "en")
    assert [order.given["text"] for order in given if order.notebook.name == "10-factcheck"] == [str(article)]
    assert all("text" not in order.given for order in given if order.notebook.name != "10-factcheck")
    sweep = tmp_path / "sweep.yml"
    sweep.write_text("grid:\n  notebook: all\n  language: en\n", encoding="utf-8")
    assert "10-factcheck" not in {order.notebook.name for order in read_sweep(sweep)}


def test_a_report_of_anything_else_loads_nothing_of_what_reads_texts():
    code = (
        "import sys, zhaotong.reports.preloaded, zhaotong.reports.make, zhaotong.cli.reports\n"
        "libraries = {'docx', 'pdfplumber', 'opencc', 'cn2an', 'rapidfuzz', 'python_calamine', 'lxml.html'}\n"
        "own = {name for name in sys.modules if name.startswith('helpers.reading.')}\n"
        "print(sorted(libraries & set(sys.modules)), sorted(own))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    types = ["helpers.reading.claims", "helpers.reading.document", "helpers.reading.readings"]
    assert said.strip() == f"[] {types}"


# ------------------------------------------------------------------------------------------------ the parameter


def test_a_text_is_the_path_of_a_file_or_a_sentence(article, observations, monkeypatch):
    assert Text.read(str(article), observations) == str(article)
    monkeypatch.chdir(article.parent)
    assert Text.read("article.txt", observations) == str(article)
    assert Text.read(f"  {SENTENCE}\n", observations) == SENTENCE
    assert file_of(str(article)) == article
    assert file_of(SENTENCE) is None
    assert Text.read("GDP grew by 8% " * 60, observations).startswith("GDP grew")  # longer than any path
    assert len(digest_of_text({"text": str(article)}, "text")) == 64
    assert digest_of_text({"text": SENTENCE}, "text") == digest_of_text({}, "") == ""


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("articel.txt", 'there is no such file; did you mean "article.txt"?'),
        ("/nowhere/else.docx", "there is no such file; was a sentence meant"),
        ("nothing", "there is no such file; was a sentence meant"),
        (".", "this is a folder; name one text in it"),
        ("", "no text is given"),
        ("昭通的增长名列前茅", "as a sentence it has no figure"),
        (True, "text or a whole number is expected"),
        ("8 " * 6000, "12,000 characters, where at most 10,000 are expected"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(value, reason, article, observations, monkeypatch):
    monkeypatch.chdir(article.parent)
    with pytest.raises(NotAllowedError) as refused:
        Text.read(value, observations)
    assert reason in str(refused.value)


def test_what_a_text_is_about_can_be_said_for_it(observations):
    without = "前三季度，GDP增长8%，比全国高2.8个百分点。"
    open_still = check_text(without, observations)
    assert {claim.verdict for claim in open_still.claims} == {"cannot be checked"}
    said = check_text(without, observations, region="530600", period="2023")
    assert [claim.verdict for claim in said.claims] == ["same", "same"]
    assert said.region == "530600"


# ------------------------------------------------------------------------------------------------ the command


def test_a_sentence_is_answered_at_once(run, no_kernel, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    code, out, err = run("factcheck", SENTENCE.replace("2.8", "4.8"))
    assert (code, err) == (0, "")
    first, *lines = out.splitlines()
    assert first == "The text makes 2 claims: 1 contradicts the record or the text itself; 1 agrees."
    assert lines[0].startswith("  conflict: 8% is 2.8 points above the 5.2% recorded for China")
    assert "    held against: Zhaotong Daily, on Zhaotong News" in lines
    assert len(lines) <= 5
    assert not [*tmp_path.iterdir()]


def test_what_is_piped_in_is_answered_in_the_language_that_is_asked_for(run, no_kernel, monkeypatch):  # noqa: F811
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode()), encoding="utf-8"))
    code, out, err = run("factcheck", "-", "--language", "zh")
    assert (code, err) == (0, "")
    assert out.startswith("文中有2项说法：2项一致。\n  相同：8%与记录一致")


def test_claims_are_written_as_json(run, no_kernel, article):  # noqa: F811
    code, out, err = run("factcheck", article, "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["about"] | {"region": "昭通市", "period": "2022", "span": "year"} == told["about"]
    assert sum(told["numbers"].values()) == 8
    found = {tuple(sorted(number["printed"] for number in each["numbers"])): each for each in told["claims"]}
    for numbers, verdict in WRONG.items():
        assert found[tuple(sorted(numbers))]["verdict"] == verdict
    revised = found["3.0",]
    assert revised["sentence"] == "同期全国增长3.0%，昭通比全国高0.9个百分点。"
    assert {row["value"] for row in revised["rows"]} == {"3.0", "3.1"} or len(revised["rows"]) == 2
    assert {row["source"] for row in revised["rows"]} == {source["source"] for source in revised["sources"]}


def test_of_a_file_a_report_is_made_and_the_worst_claims_are_told(run, wanted, article):  # noqa: F811
    code, out, err = run("factcheck", article, "--language", "en", "--as-of", "2024-12")
    assert (code, err) == (0, "")
    assert out.startswith("The text makes ")
    assert "    line 3, line 5: " in out
    [request] = wanted
    assert request.values | {"text": str(article), "as_of": "2024-12", "language": "en"} == request.values
    assert request.notebook.is_own
    wanted.clear()
    assert run("factcheck", SENTENCE, "--open")[0] == 0
    assert len(wanted) == 2  # a sentence, too, in both languages


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.docx"], 'text "nowhere.docx": there is no such file; was a sentence meant'),
        ([SENTENCE, "--region", "Nowhere"], 'region: "Nowhere" is no region'),
        ([SENTENCE, "--period", "soon"], 'period "soon": a year, quarter, month or day'),
        ([SENTENCE, "--span", "decade"], "span "),
        ([SENTENCE, "--span", "quarter", "--period", "2023"], "span: 2023 is no quarter; write one such as 2023Q3"),
        ([SENTENCE, "--as-of", "2099-01"], "nobody knows yet"),
        (["-", "--open"], "a report is made of a file or a sentence"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(run, no_kernel, arguments, message):  # noqa: F811
    code, out, err = run("factcheck", *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_where_the_libraries_are_missing_one_sentence_says_what_to_install(run, monkeypatch, tmp_path):  # noqa: F811
    (tmp_path / "page.html").write_text("<p>昭通市GDP增长8%。</p>", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "helpers.reading.intake", None)
    real = __import__("helpers.questions.factcheck.checked", fromlist=["_"])

    def missing(_text: str) -> None:
        raise ModuleNotFoundError("No module named 'lxml'", name="lxml")

    monkeypatch.setattr(real, "_document", missing)
    code, _out, err = run("factcheck", tmp_path / "page.html")
    assert (code, err) == (2, "reading texts takes lxml, which is not installed: pip install -e '.[read]'\n")


# ------------------------------------------------------------------------------------------------ other languages


def test_an_english_article_is_checked(observations):
    said = "In the first three quarters of 2023, the GDP of Zhaotong City grew by 9 percent year on year."
    [claim] = [each for each in check_text(said, observations).claims if each.kind is Kind.GROWTH]
    assert claim.verdict == "conflict"
    assert "9%" in claim.said
    assert "8%" in claim.said


def test_a_traditional_article_is_checked(observations):
    said = "2022年，昭通市地區生產總值1541.02億元，比上年增長3.9%。"
    verdicts = {claim.numbers[0].printed: claim.verdict for claim in check_text(said, observations).claims}
    assert verdicts == {"1541.02": "same", "3.9": "conflict"}


# ------------------------------------------------------------------------------------------------ pieces


def made_up(observations, *claims: Claim, readings=()) -> Checked:
    document = Document("made-up.txt", "0" * 64, (Paragraph("增长8%。又增长9%，共3项。", 1),))
    return Checked(document, Head(language="zh"), readings, claims, observations)


def reading(start: int, end: int, printed: str, state: State = State.PROPOSED, block: int = 0, **cell: int) -> Reading:
    return Reading(Place(block, start, end, **cell), printed, state)


def test_a_text_without_claims_says_so(observations):
    checked = made_up(observations)
    assert (
        plain(leads.edition(checked).lead.text) == "The text makes no claim that figures could bear out or contradict."
    )
    assert charts.draw_claims(checked) is None
    assert tables.wrong_table(checked) is tables.agreeing_table(checked) is tables.unchecked_table(checked) is None
    assert tables.unread_table(checked) is tables.left_out_table(checked) is tables.reasons_table(checked) is None
    assert sentences.title_of(checked) == "Does what “made-up.txt” says hold?"


def test_the_worst_leads_and_the_next_follow(observations):
    first, second = reading(2, 3, "8"), reading(8, 9, "9")
    claims = [
        Claim(Kind.VALUE, (first,), "conflict", "It is this."),
        Claim(Kind.GROWTH, (second,), "revision", "It is that."),
        Claim(Kind.GAP, (second,), "same", "All is well."),
    ]
    checked = made_up(observations, *claims, readings=(first, second, reading(12, 13, "3", State.UNREAD)))
    edition = leads.edition(checked)
    assert edition.lead.text.endswith("The worst: It is this.")
    assert list(map(str, edition.points.sentences)) == [
        "It is that.",
        "The text has 3 numbers: 2 read as figures, 0 left out for a reason, 1 not read.",
    ]
    assert charts.draw_claims(checked).data.rows[0][1].value == 1
    assert [cell.plain for cell in tables.unread_table(checked).rows[0]] == ["又增长9%，共3项。", "line 1"]


def test_a_number_stands_in_its_sentence_and_a_long_one_is_cut(observations):
    document = Document("-", "", (Paragraph(f"先说{'一' * 200}。{'二' * 90}8%{'三' * 90}。再说。", 1),))
    said = quoted(document, [Place(0, 293, 294)], (), "zh", around=5)
    assert said == '<span lang="zh-Hans">… 二二二二二<b>8</b>%三三三三 …</span>'
    english = Document("-", "", (Paragraph("It grew 8.0%. It then fell 1.5%. At last.", 1),))
    assert quoted(english, [Place(0, 27, 30)], (), "en").striptags() == "It then fell 1.5%."


def test_a_number_of_a_table_stands_with_what_its_row_and_column_are_called(observations):
    table = Table((("指标", "增长（%）"), ("地区<b>生产总值", "8.0")), place="第3页")
    document = Document("-", "", (table,))
    said = quoted(document, [Place(0, 0, 3, row=1, column=1)], (4, 5), "zh")
    assert said.striptags() == "地区<b>生产总值 · 增长（%） · \ue0004,5\ue0018.0\ue002"
    assert rows_cited(said) == {4, 5}


def test_what_cannot_be_seen_is_shown_as_a_sign_of_its_own():
    assert harmless("a\u202eb\ue000c\u200bd\te") == "a\ufffdb\ufffdc\ufffdd\te"


def test_numbers_of_the_arithmetic_lead_to_the_row_that_prints_them_or_to_all():
    said = with_marks("The text says 9% where 8.0% is recorded in 2023 <i>.", {3: "8.0", 7: "5.2"})
    assert said == "The text says \ue0003,7\ue0019\ue002% where \ue0003\ue0018.0\ue002% is recorded in 2023 &lt;i&gt;."
    use_language("zh")
    assert with_marks("文中为673.29亿元", {3: "663.29"}) == "文中为\ue0003\ue001673.29\ue002亿元"
    assert with_marks("1 + 1 = 2", {}) == "1 + 1 = 2"


def test_a_notebook_copied_elsewhere_is_left_out_of_all_there_too(tmp_path, monkeypatch):
    folder = Path(shutil.copytree(PROJECT / "notebooks", tmp_path / "notebooks"))
    monkeypatch.setenv("ZHAOTONG_NOTEBOOKS", str(folder))
    assert "10-factcheck" not in {order.notebook.name for order in order_reports("all", {}, "en")}
