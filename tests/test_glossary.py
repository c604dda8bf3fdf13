"""The glossary at the foot of a page has the terms that the page uses, each once, and no other."""

import csv
from ast import literal_eval

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from conftest import PROJECT

from helpers.text.language import LANGUAGES, _, in_language, messages_used, translations_of, use_language
from zhaotong.reports import page
from zhaotong.reports.glossary import terms_used
from zhaotong.reports.notebooks import list_notebooks
from zhaotong.reports.terms import TERMS


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("en", "The median of 28, and once more the median; its vintages.", ["vintage", "median"]),
        ("en", "MEDIAN\n growth   of real\nGDP", ["real, at constant prices", "median"]),
        ("en", "The intermedian, peerage, simply trendy, stock exchange, realm of points.", []),
        ("en", "2.8 points above China; 3 counties. The points are these.", ["percentage point", "county"]),
        ("en", "After the population census.", []),
        ("en", "After the census.", ["economic census"]),
        ("en", "(p = 0.10), signed (agreed), Theil's index", ["agreed investment", "p-value", "Theil's index"]),
        ("zh", "同比增长4.6%，比上年高0.4个百分点", ["同比", "百分点"]),
        ("zh", "前后不同比较起来，同比例缩小，人口普查，不同级别", []),
        ("zh", "地区生产总值实际同比增速", ["同比", "实际增长（按不变价格计算）"]),
        ("zh", "协议金额是否到位；到位资金", ["协议引资", "到位资金"]),
        ("zh", "没有术语。The median.", []),
    ],
)
def test_only_terms_that_a_text_uses_are_listed_each_once_in_their_order(language, text, terms):
    use_language(language)
    assert list(terms_used(text)) == terms


def test_the_longest_word_is_taken():
    """What one term is called may be part of what another is called."""
    assert list(terms_used("figures of different releases")) == ["figures of one release"]
    use_language("zh")
    assert list(terms_used("对数标准差与标准化误差")) == ["标准化误差", "对数标准差"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_term_is_named_twice_and_no_word_means_two(language):
    use_language(language)
    words = [word.casefold() for put, _meaning in TERMS for word in _(put).split("|")]
    assert len(words) == len(set(words))
    assert all(words)
    meanings = [_(meaning) for _put, meaning in TERMS]
    assert len(meanings) == len(set(meanings))
    assert all(meaning.endswith("." if language == "en" else "。") for meaning in meanings)


@pytest.fixture(scope="module")
def messages() -> set:
    """What code says apart from the terms and their meanings."""
    found = extract_from_dir(str(PROJECT / "src"), [("**.py", "python")], keywords={"_": None, "_n": (1, 2)})
    return {message for file, _line, message, *_others in found if not file.endswith("reports/terms.py")}


def test_no_message_that_is_shown_as_it_is_has_alternatives(messages):
    """One message has one translation: a heading "suspect" would show all ways in which Chinese puts the term."""
    shared = messages & {put for put, _meaning in TERMS}
    use_language("zh")
    assert [put for put in shared if "|" in _(put)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_one_that_our_texts_use(language, messages):
    """Messages, prose of the notebooks, and the codebook's words; none is explained that nobody says."""
    with (PROJECT / "src/helpers/text/locale/zh.po").open("rb") as file:
        texts = [(message.id, message.string)[language == "zh"] for message in read_po(file) if message.id in messages]
    said = [text for each in texts for text in ([each] if isinstance(each, str) else each)]
    for notebook in list_notebooks():
        said += [cell["source"] for cell in notebook.cells if language in cell["metadata"].get("tags", [])]
    with (PROJECT / "data/indicators.csv").open(encoding="utf-8") as file:
        said += [row[f"name_{language}"] for row in csv.DictReader(file)]
    use_language(language)
    assert set(terms_used("\n".join(said))) == {_(put).split("|")[0] for put, _meaning in TERMS}


def arranged(body: str) -> BeautifulSoup:
    soup = BeautifulSoup(f"<main><h1>A question</h1>{body}</main>", "html.parser")
    page._arrange(soup, "its name")
    return soup


def terms(soup: BeautifulSoup) -> list[str]:
    return [term.get_text() for term in soup.select("dl.glossary dt")]


def test_it_stands_before_the_sources_and_among_the_contents():
    soup = arranged("<p>The <b>median</b>.</p><h2>A</h2><p>x</p><h2>Sources</h2><p>x</p><h2>This run</h2><p>y</p>")
    links = {link["href"]: link.get_text() for link in soup.nav.find_all("a")}
    assert links == {"#s1": "A", "#s2": "Words used here", "#s3": "Sources", "#s4": "This run"}
    assert {f"#{heading['id']}": heading.get_text() for heading in soup.find_all("h2")} == links
    assert terms(soup) == ["median"]
    assert soup.dd.get_text() == "The value in the middle: as many are above it as below."


def test_it_stands_before_the_run_of_a_page_without_sources():
    soup = arranged("<p>The median.</p><h2>This run</h2><p>y</p>")
    assert [part.name for part in soup.main.find_all(recursive=False)] == ["h1", "p", "nav", "h2", "dl", "h2", "p"]
    assert soup.dl.find_next_sibling().get_text() == "This run"


def test_it_ends_a_page_that_says_nothing_of_its_run_and_needs_no_contents():
    soup = arranged("<p>The median.</p>")
    assert [part.name for part in soup.main.find_all(recursive=False)] == ["h1", "p", "h2", "dl"]


def test_it_is_one_section_of_a_page_in_chapters():
    soup = arranged("<h2>a</h2><h1>Chapter</h1><h2>b median</h2>")
    assert [heading.name for heading in soup.find_all(["h1", "h2", "h3"])] == ["h1", "h3", "h2", "h3", "h2"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>No term in this one.</p>",
        "<pre><code>median</code></pre>",
        "<p><code>median</code></p>",
        "<svg><text>median</text></svg>",
        '<table><tbody><tr><th><span id="p-a-source">The median</span></th></tr></tbody></table>',
        '<table><tbody><tr><td><a href="#p-a">a</a></td><td>median</td></tr></tbody></table>',
        '<article id="p-a-source"><h3>The median</h3></article>',
        "<!-- median -->",
    ],
)
def test_a_page_that_uses_no_term_has_none(body):
    """Nor is a term what stands in code or drawings, or among the names and notes of publications and figures."""
    assert arranged(body).find("dl") is None


@pytest.mark.parametrize(
    "body",
    [
        "<h2>The median</h2>",
        "<table><caption>The median</caption></table>",
        "<table><thead><tr><th>median</th></tr></thead></table>",
        "<table><tbody><tr><td>median</td></tr></tbody></table>",
        "<details><summary>The median</summary></details>",
        "<figure><figcaption>The median</figcaption></figure>",
        "<ul><li>The <em>median</em></li></ul>",
    ],
)
def test_headings_tables_and_captions_count(body):
    assert terms(arranged(body)) == ["median"]


def test_a_report_depends_on_the_meanings_that_it_shows_and_on_how_all_terms_are_put():
    """A changed meaning outdates the reports that show it; a changed word may make any page use the term."""
    known = {literal_eval(said)[0]: key for key, said in translations_of("zh").items()}
    with in_language("zh"):
        shown = terms_used("中位数")
        noted = set(messages_used())
    assert list(shown) == ["中位数"]
    assert {known[put] for put, _meaning in TERMS} <= noted
    assert [put for put, meaning in TERMS if known[meaning] in noted] == ["median"]
