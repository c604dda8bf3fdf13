"""Ways in which somebody could change a page of a report after it was made, each with what is to be told of it."""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from bs4 import BeautifulSoup

from zhaotong.reports.printed import figures_digest
from zhaotong.reports.proof import put_proof, read_proof

_BLOCK = re.compile(r'(?<=<script id="report" type="application/json">).*?(?=</script>)', re.DOTALL)


def soup(change: Callable[[BeautifulSoup], None]) -> Callable[[str], str]:
    """An alteration of a page that is parsed."""

    def altered(html: str) -> str:
        page = BeautifulSoup(html, "html.parser")
        change(page)
        return str(page)

    return altered


def block(change: Callable[[dict], None]) -> Callable[[str], str]:
    """An alteration of what a page states of its making."""

    def altered(html: str) -> str:
        stated = json.loads(_BLOCK.search(html)[0])
        change(stated)
        return _BLOCK.sub(lambda _found: json.dumps(stated, ensure_ascii=False).replace("<", "\\u003c"), html)

    return altered


def first(selector: str, before: str, after: str) -> Callable[[str], str]:
    """An alteration of the first text in a page that a selector finds and that has it."""

    def change(page: BeautifulSoup) -> None:
        texts = (text for each in page.select(selector) for text in each.find_all(string=True))
        text = next(text for text in texts if before in text)
        text.replace_with(text.replace(before, after, 1))

    return soup(change)


def attribute(selector: str, name: str, value: str) -> Callable[[str], str]:
    def change(page: BeautifulSoup) -> None:
        page.select_one(selector)[name] = value

    return soup(change)


def removed(selector: str) -> Callable[[str], str]:
    return soup(lambda page: page.select_one(selector).decompose())


def added(selector: str, html: str) -> Callable[[str], str]:
    return soup(lambda page: page.select_one(selector).append(BeautifulSoup(html, "html.parser")))


def forged(html: str, **stated: object) -> str:
    """A page as somebody leaves it who renews all digests that it carries, and states something else if given."""
    page = BeautifulSoup(html, "html.parser")
    proof = read_proof(html)
    proof = proof.model_copy(update={"digest": figures_digest(proof.figures), **stated})
    page.select_one("#report").decompose()
    put_proof(page, proof)
    return str(page)


def _moved(page: BeautifulSoup) -> None:
    path = next(each for each in page.select("svg.plot path[d]") if len(each["d"]) > 60)
    path["d"] = re.sub(r"(?<=L)\d+", lambda found: str(int(found[0]) + 9), path["d"], count=1)


def _other_file(page: BeautifulSoup) -> None:
    link = page.select_one("footer a[download]")
    start, _comma, content = link["href"].partition(",")
    written = BytesIO()
    with ZipFile(BytesIO(b64decode(content))) as file, ZipFile(written, "w") as other:
        for number, name in enumerate(file.namelist()):
            text = file.read(name).decode("utf-8-sig")
            other.writestr(name, text if number else text.replace("13.07", "13.70", 1))
    link["href"] = f"{start},{b64encode(written.getvalue()).decode()}"


def _figure(stated: dict) -> None:
    place = stated["figures"]["columns"].index("value")
    row = next(row for row in stated["figures"]["rows"] if row[place] == "13.07")
    row[place] = "13.70"


# Of the growth report of Zhaotong in English: what is changed, and what must be told of it.
ALTERATIONS: dict[str, tuple[Callable[[str], str], str]] = {
    "a digit in a sentence": (
        first("main .finding", "4.6%", "6.4%"),
        'it says "…economy grew 6.4% in real terms…", its data give "…economy grew 4.6% in',
    ),
    "a digit in a key figure": (first("dl.key dd", "4.6", "4.8"), '2025 4.8%", its data give "Zhaotong, 2025 4.6%"'),
    "a whole sentence": (
        soup(lambda page: setattr(page.select_one("ul.points li"), "string", "All is well.")),
        'it says "All is well.", its data give "From 1994',
    ),
    "a sentence taken out": (removed("ul.points li"), "is missing"),
    "a digit in a table": (first("table td", "13.07", "13.70"), '1994 · China: it says "13.70", its data give "13.07"'),
    "a row of a table": (removed("table tbody tr"), '"1994 · 15 · — · 13.07" is missing, which its data give'),
    "the caption of a table": (
        first("details summary", "Gap of Zhaotong", "Lead of Zhaotong"),
        'it says "Lead of Zhaotong…", its data give "Gap of Zhaotong…"',
    ),
    "a point of a chart": (soup(_moved), "is drawn otherwise"),
    "a label of a chart": (first("svg.plot text", "1995", "1996"), 'the chart "Line chart of real GDP growth'),
    "the text of a chart": (first("figure p.chart-title", "slower", "faster"), 'it says "…than Yunnan, faster than'),
    "what a chart is for who cannot see it": (
        attribute("svg.plot", "aria-label", "It rises."),
        'the chart "Line chart of real GDP growth',
    ),
    "the title of a source": (first("ul.sources h3", "Statistical", "Secret"), "Secret"),
    "the link of a source": (
        attribute("ul.sources h3 a", "href", "https://example.org/"),
        'it says "https://example.org/", its data give "https://',
    ),
    "a figure of a source": (first("ul.sources li li span", ": ", ": 9"), 'the source "'),
    "what opens at a number": (first("[popover] h3", "4.6", "6.4"), 'what opens at "'),
    "the date of making": (first("footer > p:not([class]) > time", "Nov", "Dec"), "the date of making: it says"),
    "the version": (
        first("footer > p:not([class])", "zhaotong-growth 0", "zhaotong-growth 9"),
        "the date of making: it says",
    ),
    "the date of a citation": (first(".cite time", "Nov", "Dec"), "the citation: it says"),
    "the digest in a citation": (
        soup(lambda page: setattr(page.select_one(".cite data"), "string", "abcdefabcdef")),
        'its figures abcdefabcdef.", its data give',
    ),
    "an entry of BibTeX": (first(".bibtex pre", "Zhaotong", "Qujing"), "the citation: it says"),
    "the command": (first(".command code", "530600", "530300"), "the command: it says"),
    "the title": (first("head title", "How fast", "How slowly"), "the head of the page (title and description)"),
    "what programs are told": (
        attribute("meta[name=description]", "content", "It shrank."),
        "the head of the page (title and description)",
    ),
    "the line above the title": (first("header p", "1994", "2004"), 'it says "Zhaotong · 2004'),
    "the contents": (first("main nav a", "Year", "Day"), "Day by year"),
    "a note that is added": (added("header", "<p>Confirmed by the bureau.</p>"), 'bureau." was added'),
    "a paragraph that is added": (added("main", "<p>It is the best.</p>"), 'the sentence "It is the best." was added'),
    "a paragraph outside of all": (added("body", "<p>It is the best.</p>"), '"It is the best." was added'),
    "a script": (added("main", "<script>alert(1)</script>"), 'the active element "<script>" was added'),
    "what runs on a click": (attribute("main h1", "onclick", "alert(1)"), "onclick"),
    "the policy of the page": (attribute("meta[http-equiv]", "content", "default-src *"), "the active element"),
    "text hidden by its style": (
        attribute("main .finding", "style", "display:none"),
        "the style of the page (which can hide text)",
    ),
    "text hidden by the style of the page": (
        added("head style", ".finding { display: none }"),
        "the style of the page (which can hide text)",
    ),
    "text hidden by an attribute": (attribute("main .finding", "hidden", ""), "the style of the page"),
    "text hidden by its class": (
        attribute("main .finding", "class", "paper"),
        'is shown otherwise, or leads elsewhere: "<',
    ),
    "the file in the page": (soup(_other_file), "· 13.70 ·"),
    "a figure in the block": (
        block(_figure),
        'figures, 100000 gdp_growth_real 1994: it says "13.70", its data give "13.07"',
    ),
    "the finding in the block": (
        block(lambda stated: stated.update(finding="It shrank.")),
        'finding: it says "It shrank.", its data give "Zhaotong',
    ),
    "the source in the block": (
        block(lambda stated: next(iter(stated["sources"].values())).update(title="A secret")),
        "what the page states of its making, sources",
    ),
    "the parameters in the block": (
        block(lambda stated: stated["parameters"].update(region="530300")),
        'parameters, region: it says "530300", its data give "530600"',
    ),
    "a digest in the block": (
        block(lambda stated: stated["parts"][3].__setitem__(1, "0" * 24)),
        "what the page states of its making, digests of its parts",
    ),
    "the time in the block": (
        block(lambda stated: stated.update(made="2020-01-01T00:00:00+00:00")),
        "the date of making: it says",
    ),
}

# What happens to a page that is mailed, and changes nothing that it says.
JOURNEYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "other ends of lines": lambda html: html.replace("\n", "\r\n"),
    "a mark at its beginning": lambda html: f"\ufeff{html}",
    "written anew by a program": lambda html: str(BeautifulSoup(html, "html.parser")),
    "letters written as numbers": lambda html: re.sub(
        r"(?<=>)[^<]+(?=</(?:p|li|td|th|h1|h2)>)",
        lambda text: text[0].encode("ascii", "xmlcharrefreplace").decode(),
        html,
    ),
    "a comment of who saved it": lambda html: html.replace("<head>", "<head><!-- saved from url=(0001)x -->", 1),
    "its encoding said once more": lambda html: html.replace(
        "<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">', 1
    ),
    "other links to what stands beside it": lambda html: re.sub(r'<nav class="beside".*?</nav>', "", html),
}
