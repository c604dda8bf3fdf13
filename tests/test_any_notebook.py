"""Any honest notebook becomes a report: every standard output, plain defaults for the rest, faults in plain words."""

import json
import os
import re
import shutil
from itertools import takewhile
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import PROJECT
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from page_marks import rows_opened
from test_browser import browser  # noqa: F401
from test_commands import run  # noqa: F401

from helpers.text.language import LANGUAGES
from zhaotong.reports.notebooks import FOLDER, Notebook, list_notebooks, readable
from zhaotong.reports.outputs.html import Styles, harmless
from zhaotong.reports.outputs.render import Rendering
from zhaotong.runs.preload import ENGINES

OTHERS = sorted((PROJECT / "tests/others").glob("*.ipynb"))
BEGIN = """\
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from IPython.display import HTML, JSON, SVG, Image, Javascript, Latex, Markdown, Math, display
"""
FRAME = "pd.DataFrame({'year': range(2001, 2011), 'rate': np.arange(10) / 2, 'town': list('ababababab')})"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>A dot</title><circle r="4"/></svg>'
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAMAAAADCAAAAABzQ+pjAAAAC0lEQVR4nGNgQAAAAAwAAXxMRMIAAAAASUVORK5CYII="
# Each kind of output: the code that shows it, and what of it a page must hold, as a selector and a text.
KINDS = {
    "html": ("HTML('<p id=\"own\">plain <b>bold</b></p>')", "#own b", "bold"),
    "markdown": ("Markdown('some **bold** and $x^2$')", "strong", "bold"),
    "latex": (r"Latex(r'$$\frac{a}{b}$$')", "math mfrac mi", "a"),
    "math": (r"Math(r'\alpha + 1')", "math mi", "α"),
    "svg": (f"SVG('''{DRAWING}''')", 'figure img[src^="data:image/svg+xml"][alt="A dot"]', ""),
    "png": ("plt.plot([1, 2]); plt.title('A rise')", 'img[src^="data:image/png"][alt*="A rise"]', ""),
    "picture in HTML": (
        f"HTML('<img src=\"data:image/png;base64,{DOT}\">')",
        'img[alt^="Picture"], img[alt^="未附"]',
        "",
    ),
    "jpeg": (
        "import io\nfrom PIL import Image as Picture\n"
        "file = io.BytesIO()\nPicture.new('RGB', (9, 9)).save(file, 'JPEG')\nImage(file.getvalue(), format='jpeg')",
        'img[src^="data:image/jpeg"][alt]',
        "",
    ),
    "json": ("JSON({'key': [1, 2]})", "pre", '"key"'),
    "text": ("'plain <text>'", "pre", "'plain <text>'"),
    "printed": ("print('said'); print('again')", "pre", "said\nagain"),
    "frame": (FRAME, ".table table caption", ""),
    "long frame": ("pd.DataFrame(np.arange(600).reshape(200, 3))", "caption", "200"),
    "series": (f"{FRAME}.rate", "pre", "Name: rate"),
    "styler": (f"{FRAME}.style.set_caption('Styled').highlight_max(color='yellow')", "caption", "Styled"),
    "summary": (
        f"import statsmodels.formula.api as smf\nsmf.ols('rate ~ year', {FRAME}).fit().summary()",
        ".simpletable caption",
        "OLS Regression Results",
    ),
    "seaborn": (f"sns.lineplot(data={FRAME}, x='year', y='rate', hue='town')", 'img[alt*="year"][alt*="a"]', ""),
    "expected error": ("1 / 0  # expected", "pre.error", "ZeroDivisionError: division by zero"),
    "script": ("Javascript('alert(1)')", ".note", ""),
    "altair": (
        "display({'application/vnd.vegalite.v5+json': {'title': 'T'}, 'text/plain': 'alt.Chart(...)'}, raw=True)",
        ".note",
        "vl-convert-python",
    ),
    "plotly": ("display({'application/vnd.plotly.v1+json': {'data': []}}, raw=True)", ".note", "plotly"),
    "unknown": ("display({'application/x-of-nobody': 'x'}, raw=True)", ".note", "application/x-of-nobody"),
}


def write(path: Path, *cells, **metadata) -> Notebook:
    """A notebook of these cells; a text is a Markdown cell where it begins like one."""
    made = [
        cell if not isinstance(cell, str) else new_markdown_cell(cell) if cell.startswith("#") else new_code_cell(cell)
        for cell in cells
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=made, metadata=kernel | metadata), path)
    return Notebook(path)


def tagged(source: str, *tags: str, **metadata):
    return new_code_cell(source, metadata={"tags": list(tags), **metadata})


def parameters(source: str):
    return tagged(source, "parameters")


@pytest.fixture(autouse=True)
def own_folder(monkeypatch):
    monkeypatch.setenv("ZHAOTONG_NOTEBOOKS", "")  # the option sets it


@pytest.fixture
def report(run, tmp_path):  # noqa: F811
    """Make the report of a notebook of these cells; return its page, its record and what was told."""

    def make(*cells, name="mine", given=(), language=None):
        folder = tmp_path / "notebooks"
        folder.mkdir(exist_ok=True)
        write(folder / f"{name}.ipynb", *cells)
        options = [word for pair in given for word in ("-p", *pair)]
        options += ["--language", language] if language else []
        code, out, err = run("report", name, "--notebooks", folder, "--output-dir", tmp_path / "reports", *options)
        assert code == 0, err
        page = Path(out.split()[0]).absolute()
        record = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
        return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser"), record, err

    return make


@pytest.fixture(scope="module")
def matrix(tmp_path_factory):
    """The pages of a notebook that shows every kind of output, by engine and language."""
    from zhaotong.cli import main

    folder = tmp_path_factory.mktemp("matrix")
    cells = [
        new_markdown_cell("# Everything there is", metadata={"tags": ["en"]}),
        new_markdown_cell("# 应有尽有", metadata={"tags": ["zh"]}),
        BEGIN,
    ]
    for number, (name, (code, _selector, _text)) in enumerate(KINDS.items()):
        cells += [f"## {number}: {name}", tagged(code, *(["raises-exception"] if name == "expected error" else []))]
    write(folder / "matrix.ipynb", *cells)
    pages = {}
    with pytest.MonkeyPatch.context() as patch:
        for engine in ENGINES:
            words = f"zhaotong report matrix --notebooks {folder} --output-dir {folder / engine} --engine {engine}"
            patch.setattr("sys.argv", words.split())
            patch.setenv("ZHAOTONG_NOTEBOOKS", "")
            main.main()
            pages |= {(engine, each): folder / engine / f"matrix/matrix.{each}.html" for each in LANGUAGES}
    return pages


@pytest.fixture(scope="module")
def sections(matrix) -> dict[tuple[str, str], dict[str, str]]:
    """What each page holds below each heading, by its text."""
    held: dict[tuple[str, str], dict[str, str]] = {}
    for made, path in matrix.items():
        held[made] = {}
        for heading in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").find_all("h2"):
            parts = takewhile(lambda part: part.name != "h2", heading.find_next_siblings())
            held[made][heading.get_text()] = "".join(map(str, parts))
    return held


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_output_is_in_the_page(sections, kind, engine, language):
    held = next(held for heading, held in sections[engine, language].items() if heading.endswith(f": {kind}"))
    _code, selector, text = KINDS[kind]
    found = BeautifulSoup(held, "html.parser").select(selector)
    assert found, held
    assert any(text in each.get_text() for each in found), held
    assert "<Axes" not in held


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_browser_loads_them_with_an_empty_console(matrix, browser, engine, language):  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": 390, "height": 900})
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    path = matrix[engine, language]
    page.goto(path.as_uri())
    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(path.as_uri())
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_notebooks_as_others_write_them_become_reports_unchanged(run, tmp_path, path, browser):  # noqa: F811
    before = path.read_bytes()
    code, out, err = run("report", path.stem, "--notebooks", path.parent, "--output-dir", tmp_path)
    assert (code, err) == (0, "")
    assert path.read_bytes() == before
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(Path(out.split()[0]).absolute().as_uri())
    assert said == []
    page.close()
    executed = nbformat.read(Path(out.split()[0]).with_suffix(".ipynb"), 4)
    drawn = sum("image/png" in output.get("data", {}) for cell in executed.cells for output in cell.get("outputs", []))
    soup = BeautifulSoup(Path(out.split()[0]).read_text(encoding="utf-8"), "html.parser")
    assert len(soup.select('img[src^="data:image/png"]')) == drawn > 0
    assert "for the author alone" not in soup.get_text()


@pytest.mark.parametrize(
    ("html", "kept", "lost"),
    [
        ("<p>a<script>b()</script></p>", "a", "script"),
        ('<p onclick="b()">a</p>', "a", "onclick"),
        ('<a href="javascript:b()">a</a>', "a", "javascript"),
        ('<a href="jAvAscript:b()">a</a>', "a", "avascript"),
        ('<p>a<img src="https://x.example/a.png"></p>', "a", "x.example"),
        ('<p>a<img src="//x.example/a.png" srcset="https://x.example/b.png 2x"></p>', "a", "x.example"),
        ('<iframe src="https://x.example">a</iframe>', "", "x.example"),
        ('<p>a<object data="x.swf"></object><embed src="x"></p>', "a", "embed"),
        ('<p style="background: url(https://x.example/a)">a</p>', "a", "x.example"),
        ('<style>p { background: url("https://x.example/a") }</style><p>a</p>', "a", "x.example"),
        ('<style>@import "https://x.example/a.css"; p { color: red }</style><p>a</p>', "a", "x.example"),
        ('<link rel="stylesheet" href="https://x.example/a.css"><p>a</p>', "a", "x.example"),
        (
            '<form action="https://x.example"><p>a</p><button formaction="https://x.example"></button></form>',
            "a",
            "x.ex",
        ),
        ('<svg><script>b()</script><circle r="4"/></svg><p>a</p>', "a", "b()"),
        ('<video src="https://x.example/a.mp4" poster="https://x.example/b.png"></video><p>a</p>', "a", "x.example"),
        ('<meta http-equiv="refresh" content="0; url=https://x.example"><p>a</p>', "a", "x.example"),
        ('<base href="https://x.example/"><p>a</p>', "a", "x.example"),
    ],
)
def test_html_loses_what_would_run_or_load_and_says_so(html, kept, lost):
    rendering = Rendering()
    cell = new_code_cell(outputs=[nbformat.v4.new_output("display_data", data={"text/html": html})])
    (part,) = rendering.render(cell)
    soup = BeautifulSoup(part, "html.parser")
    note = soup.select_one(".note")
    assert note is not None, part
    assert "runs and loads nothing" in note.get_text()
    note.extract()
    assert kept in soup.get_text()
    assert lost not in str(soup) + rendering.style


def test_harmless_html_is_left_as_it_is_and_nothing_is_said():
    html = '<p class="x" id="y" lang="en">a <b>b</b> <a href="https://x.example">c</a></p>'
    assert harmless(html, Styles(), "o1") == (html, [])


def test_styles_become_rules_of_the_page_for_their_part_alone():
    styles = Styles()
    safe, dangers = harmless(
        '<style>#T td { color: red; position: fixed }</style><p style="color: blue">a</p>', styles, "o1"
    )
    assert dangers == []
    assert "#o1 { #T td { color: red } }" in styles.text
    soup = BeautifulSoup(safe, "html.parser")
    assert f".{soup.p['class'][0]} {{ color: blue }}" in styles.text
    assert "position" not in styles.text
    assert not soup.find(style=True)


def test_what_hides_in_a_style_does_not_come_out():
    safe, _dangers = harmless("<math><mtext><style><img src=x onerror=b()></style></mtext></math>", Styles(), "o1")
    assert "onerror" not in safe


def test_a_style_cannot_end_the_style_of_the_page():
    styles = Styles()
    harmless("<style>a::after { content: '</style><script>b()</script>' } </style>", styles, "o1")
    styles.add("p { color: red } </style><script>b()</script> { color: red }", "o1")
    assert "<" not in styles.text


def test_pictures_beside_the_notebook_and_in_its_cells_become_part_of_the_page(tmp_path):
    shutil.copy(PROJECT / "docs/growth.en.png", tmp_path / "beside.png")
    (tmp_path.parent / "outside.png").write_bytes(b"no")
    cell = new_markdown_cell("![one](beside.png) ![two](../outside.png) ![three](attachment:own.png) ![four](gone.png)")
    cell.attachments = {"own.png": {"image/png": "iVBORw0KGgo="}}
    (part,) = Rendering(tmp_path).render(cell)
    images = BeautifulSoup(part, "html.parser").find_all("img")
    assert [image["alt"] for image in images] == ["one", "three"]
    assert all(image["src"].startswith("data:image/png;base64,") for image in images)
    assert "Taken out here" in part


def test_tables_have_scopes_and_long_ones_say_how_much_is_shown(report):
    page, _record, _err = report(
        "# Tables",
        "import numpy as np, pandas as pd\npd.DataFrame(np.arange(300).reshape(100, 3), columns=list('abc'))",
        "pd.DataFrame({('x', 'a'): [1], ('x', 'b'): [2]}, index=pd.MultiIndex.from_tuples([('r', 1)]))",
    )
    long, wide = page.select(".table table")[:2]
    assert long.caption.get_text() == "Table 1: the first and last of its 100 rows, 10 in all"
    assert "rows × " not in page.get_text()
    assert {head["scope"] for head in long.select("thead th")} == {"col"}
    assert {head["scope"] for head in long.select("tbody th")} == {"row"}
    assert wide.find("th", string="x")["scope"] == "colgroup"
    assert not page.find_all(border=True)


def test_chinese_in_a_drawing_of_any_style_is_no_box(report):
    """matplotlib warns of each letter that no font has, where it makes the picture."""
    page, _record, _err = report(
        "# Letters",
        "import seaborn as sns\nsns.set_theme()\naxes = sns.barplot(x=['昭通', '曲靖'], y=[1, 2])",
        "axes.set_title('增长')\naxes.figure",
        "import io, warnings\nwarnings.simplefilter('error')\naxes.figure.savefig(io.BytesIO())",
        "print('no letter is missing')",
    )
    assert "增长" in page.find_all("img")[-1]["alt"]
    assert "no letter is missing" in page.get_text()


@pytest.mark.parametrize(
    ("cells", "finding", "language"),
    [
        (["# A title\n\nThe first sentence. The second.", "1 + 1"], "The first sentence.", "en"),
        (["# 标题\n\n第一句。第二句。", "1 + 1"], "第一句。", "zh"),
        (["# Only a title", "1 + 1"], "", "en"),
        (["# T", "import helpers\nhelpers.finding('A plain <text>.')"], "A plain <text>.", "en"),
        (["# T", "from helpers.show.wording import show\nshow('One.', 'Two.')"], "One.", "en"),
        (["1 + 1"], "", "en"),
    ],
    ids=["sentence", "chinese", "title", "finding", "show", "nothing"],
)
def test_a_title_is_enough(report, cells, finding, language):
    page, record, err = report(*cells)
    assert err == ""
    assert (record["result"]["finding"], record["language"]) == (finding, language)
    assert page.html["lang"] == {"en": "en", "zh": "zh-Hans"}[language]
    assert len(page.select("h1")) == 1
    only = {"en": "Written in English only.", "zh": "仅有中文版。"}[language]
    assert only in page.header.get_text()


def test_asked_for_in_a_language_that_it_has_not_it_is_made_in_the_one_there_is(report):
    assert report("# A title", language="zh")[1]["language"] == "en"


def test_sources_and_run_are_listed_where_the_notebook_does_not(report):
    page, record, _err = report(
        "# T\n\nThe median.",
        "import helpers\nrates = helpers.series('Qujing', 'gdp_growth_real', (2015, 2020))\nlen(rates)",
    )
    headings = [heading.get_text() for heading in page.find_all("h2")]
    assert headings == ["Words used here", "Sources", "This run"]
    assert "median" in [term.get_text() for term in page.select("dl.glossary dt")]
    assert len(page.select('span[id^="r"]')) == len(record["result"]["rows"]) == 6
    assert record["result"]["window"] == "2015–2020"


def test_the_table_of_the_run_states_every_parameter(report):
    page, _record, _err = report(
        "# T",
        parameters(
            "from helpers.parameters.types import Region\nplace: Region = '530600'\nhow_many: int = 3\nplain = 2.5"
        ),
        given=[("how_many", "7"), ("place", "Qujing")],
    )
    run_table = {row.th.get_text(): row.td.get_text() for row in page.select("table")[-1].select("tbody tr")}
    assert run_table["region"] == "Qujing (530300)"
    assert (run_table["how many"], run_table["plain"]) == ("7", "2.5")


# Parameters as they are declared, a value that is given for each, and what the notebook then has.
GIVEN = [
    ("x: int = 5", "7", 7),
    ("x = 3", "4", 4),
    ("x = 3  # type: float", "4.5", 4.5),
    ("x: float = 1.5", "2", 2.0),
    ("x: str = 'a'", "007", "007"),
    ("x = 'a'", "True", "True"),
    ("x: bool = True", "no", False),
    ("from datetime import date\nx: date = date(2020, 1, 2)", "2021-03-04", "datetime.date(2021, 3, 4)"),
    ("import datetime as dt\nx: dt.date = dt.date(2020, 1, 2)", "2021-03-04", "datetime.date(2021, 3, 4)"),
    ("from typing import Literal\nx: Literal['a', 'b'] = 'a'", "b", "b"),
    ("x: list[int] = [1]", "2, 3", [2, 3]),
    ("x: list = ['a']", "b，c", ["b", "c"]),
    ("x: int | None = None", "5", 5),
    ("x: float = None", "none", None),
    ("%matplotlib inline\nimport os\nx = 1", "2", 2),
    ("x = (1, 2)", "3,4", [3, 4]),
    ("x = str('a')", "b", "b"),
    ("from helpers.parameters.types import Year\nfirst_year: Year = 2001\nx: int = 1", "2", 2),
]


def test_parameters_of_python_and_of_papermill(report):
    """Each under a name of its own in one notebook, which is made a report with values for all, and with none."""
    names = [f"x{number}" for number in range(len(GIVEN))]
    declared = [re.sub(r"\bx\b", name, text) for name, (text, _given, _value) in zip(names, GIVEN, strict=True)]
    cells = ["# T", parameters("\n".join(declared)), *(f"print(repr({name}))" for name in names)]
    given = zip(names, (each for _text, each, _value in GIVEN), strict=True)
    page, _record, _err = report(*cells, given=given)
    expected = [value if isinstance(value, str) and "(" in value else repr(value) for _text, _given, value in GIVEN]
    assert [each.get_text() for each in page.find_all("pre", limit=len(GIVEN))] == expected
    assert len(report(*cells)[0].select("pre:not(:has(code))")) >= len(GIVEN)


@pytest.mark.parametrize(
    ("declared", "given", "message"),
    [
        ("x: int = 5", "5.5", 'x "5.5": a whole number is expected'),
        ("x: bool = True", "ture", 'x "ture": true or false is expected; did you mean "true"?'),
        ("from typing import Literal\nx: Literal['one', 'two'] = 'one'", "tow", 'did you mean "two"?'),
        ("x: list[int] = [1]", "1,b", 'x "1,b": a whole number is expected'),
        ("from datetime import date\nx: date = date(2020, 1, 2)", "2021-13-04", "a day such as 2023-11-30 is expected"),
        ("y = 1", "1", 'unknown parameter "x"'),
        ("1", "1", 'unknown parameter "x"'),
        ("x: Regoin = '530600'", "1", 'did you mean "Region"'),
        ("from helpers.parameters.types import Year\nx: int = 1\nfirst_year: Year = 'latest'", "1", '"region"'),
    ],
)
def test_what_they_cannot_be_is_said_before_anything_runs(run, tmp_path, declared, given, message):  # noqa: F811
    write(tmp_path / "mine.ipynb", "# T", parameters(declared))
    code, out, err = run("report", "mine", "-p", "x", given, "--notebooks", tmp_path, "--output-dir", tmp_path / "out")
    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "Untitled.ipynb cannot be read as a notebook: the file is empty"),
        ("{", "Untitled.ipynb cannot be read as a notebook: it is no JSON"),
        ("[]", "Untitled.ipynb cannot be read as a notebook: it has no cells"),
        ('{"worksheets": []}', "older than version 4"),
        ("\ufffe", "Untitled.ipynb cannot be read as a notebook"),
        (None, "Untitled.ipynb, cell [1]: line 1 is no Python (invalid syntax): x: int = = 5"),
    ],
)
def test_a_notebook_that_cannot_be_read_troubles_no_other(run, tmp_path, content, why):  # noqa: F811
    write(tmp_path / "good.ipynb", "# Good\n\nA sentence.", "1 + 1")
    broken = tmp_path / "Untitled.ipynb"
    if content is None:
        write(broken, "# Bad", parameters("x: int = = 5"))
    else:
        broken.write_text(content, encoding="utf-8")
    options = ("--notebooks", tmp_path, "--output-dir", tmp_path / "out")
    code, out, err = run("notebooks", "--notebooks", tmp_path)
    assert (code, out) == (0, "good        Good\n")
    assert why in err
    code, out, err = run("report", "good", *options)
    assert (code, err) == (0, "")
    code, out, err = run("report", "all", *options)
    assert code == 1
    assert "good/good.en.html" in out
    assert why in err
    code, out, err = run("report", "Untitled", *options)
    assert code == 2
    assert why in err


def test_a_new_notebook_that_nobody_has_written_in_is_no_report_and_no_fault(run, tmp_path):  # noqa: F811
    write(tmp_path / "good.ipynb", "# Good", "1 + 1")
    write(tmp_path / "Untitled.ipynb")
    code, out, err = run("report", "all", "--notebooks", tmp_path, "--output-dir", tmp_path / "out")
    assert (code, err) == (0, "")
    assert "Untitled" not in out


def test_an_error_is_told_in_the_terms_of_its_author(run, tmp_path):  # noqa: F811
    cells = ["# T", parameters("x = 1"), "# prose", "", "def f(a):\n    b = a\n    return c\n\nf(x)"]
    write(tmp_path / "mine.ipynb", *cells)
    code, _out, err = run("report", "mine", "-p", "x", "2", "--notebooks", tmp_path, "--output-dir", tmp_path / "out")
    assert code == 1
    assert err.startswith("mine: cell [2], \"def f(a):\", failed in line 3: NameError: name 'c' is not defined (kept: ")
    kept = Path(re.search(r"kept: (.*)\)", err)[1]).with_suffix(".ipynb")
    assert "name 'c' is not defined" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("x = = 1", 'cell [1], "x = = 1", failed in line 1: SyntaxError: invalid syntax'),
        ("import helpers\nhelpers.series('Qujng', 'gdp_growth_real')", 'did you mean "Qujing"?'),
        ("import nothing_of_the_kind", "failed in line 1: ModuleNotFoundError: No module named 'nothing_of_the_kind'"),
    ],
)
def test_errors_of_every_kind_name_their_cell(run, tmp_path, cell, message):  # noqa: F811
    write(tmp_path / "mine.ipynb", "# T", cell)
    code, _out, err = run("report", "mine", "--notebooks", tmp_path, "--output-dir", tmp_path / "out")
    assert code == 1
    assert err.startswith("mine: cell [1], ")
    assert message in err
    assert len(err.splitlines()) == 1


def test_an_output_that_no_page_can_show_fails_with_its_cell(run, tmp_path):  # noqa: F811
    shown = "from IPython.display import display\ndisplay({'image/png': 'bm90IGEgcGljdHVyZQ=='}, raw=True)"
    write(tmp_path / "mine.ipynb", "# T", "1", shown)
    code, _out, err = run("report", "mine", "--notebooks", tmp_path, "--output-dir", tmp_path / "out")
    assert code == 1
    assert "mine: cell [2], " in err
    assert "cannot be put into a page" in err
    assert not list((tmp_path / "out").glob("mine/*.html"))


def test_what_is_for_the_author_does_not_reach_the_reader(report):
    noise = "import sys, warnings\nwarnings.warn('careful')\nprint('to the author', file=sys.stderr)\nprint('to all')"
    page, _record, _err = report("# T", noise)
    assert "to all" in page.get_text()
    assert "careful" not in page.get_text()
    assert "to the author" not in page.get_text()


def test_outputs_saved_in_it_change_nothing_but_a_cell_does(run, tmp_path):  # noqa: F811
    path = tmp_path / "mine.ipynb"
    write(path, "# T", "1 + 1")
    words = ("report", "mine", "--notebooks", tmp_path, "--output-dir", tmp_path / "out")
    run(*words)
    node = nbformat.read(path, 4)
    node.cells[1].update(execution_count=5, outputs=[nbformat.v4.new_output("stream", text="2")])
    node.metadata.language_info = {"name": "python", "version": "3"}
    nbformat.write(node, path)
    assert "(unchanged)" in run(*words)[1]
    node.cells[1].source = "1 + 2"
    nbformat.write(node, path)
    assert "(unchanged)" not in run(*words)[1]


def test_files_beside_it_that_it_names_belong_to_its_inputs(run, tmp_path):  # noqa: F811
    (tmp_path / "own.csv").write_text("a\n1\n")
    (tmp_path / "module_of_ours.py").write_text("number = 1\n")
    write(tmp_path / "mine.ipynb", "# T", "import pandas as pd\nimport module_of_ours\npd.read_csv('own.csv')")
    words = ("report", "mine", "--notebooks", tmp_path, "--output-dir", tmp_path / "out")
    assert run(*words)[0] == 0
    assert "(unchanged)" in run(*words)[1]
    for name, content in (("own.csv", "a\n2\n"), ("module_of_ours.py", "number = 2\n")):
        (tmp_path / name).write_text(content)
        assert "(unchanged)" not in run(*words)[1]


def test_a_report_is_of_its_folder_so_that_names_may_repeat(run, tmp_path):  # noqa: F811
    folders = [tmp_path / "one", tmp_path / "two"]
    pages = []
    for folder in folders:
        folder.mkdir()
        write(folder / "01-growth.ipynb", f"# Of {folder.name}")
        code, out, _err = run("report", "01-growth", "--notebooks", folder, "--output-dir", tmp_path / "out")
        assert code == 0
        pages.append(Path(out.split()[0]))
    assert len({page.name for page in pages}) == 2
    for folder, page in zip(folders, pages, strict=True):
        assert f"Of {folder.name}" in page.read_text(encoding="utf-8")
        again = run("report", "01-growth", "--notebooks", folder, "--output-dir", tmp_path / "out")[1]
        assert f"{page.name} (unchanged)" in again


@pytest.mark.parametrize(
    "command", ["notebooks", "parameters 01-growth", "lint 01-growth", "check", "report 01-growth"]
)
def test_every_command_takes_a_folder_of_notebooks(run, tmp_path, command):  # noqa: F811
    code, _out, err = run(*command.split(), "--notebooks", tmp_path / "nowhere")
    assert code == 2
    assert "there is no such folder" in err


def test_the_folder_may_be_said_by_the_environment(run, tmp_path, monkeypatch):  # noqa: F811
    write(tmp_path / "mine.ipynb", "# Of my own")
    monkeypatch.setenv("ZHAOTONG_NOTEBOOKS", str(tmp_path))
    assert run("notebooks")[1] == "mine        Of my own\n"


def test_the_projects_own_notebooks_are_all_readable():
    assert readable(list_notebooks(FOLDER))[1] == []
    assert len(readable(list_notebooks(FOLDER))[0]) == len(list(FOLDER.glob("*.ipynb")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_notebook_works_at_once(run, tmp_path, language):  # noqa: F811
    options = ("--notebooks", tmp_path)
    code, out, _err = run("new", "mine", "--language", language, *options)
    assert (code, Path(out.splitlines()[0]).resolve()) == (0, (tmp_path / "mine.ipynb").resolve())
    assert "fault" not in run("lint", "mine", *options)[1]
    code, out, err = run("report", "mine", "-p", "region", "Qujing", *options, "--output-dir", tmp_path / "out")
    assert (code, err) == (0, "")
    page = Path(out.split()[0])
    assert page.name == f"qujing.{language}.html"
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    assert soup.select_one(".finding button.mark")
    assert soup.select(".simpletable")
    assert len(soup.select("svg.plot")) == 1
    opened, addresses = rows_opened(soup), {element["id"] for element in soup.find_all(id=True)}
    rows = set().union(*(opened[mark["popovertarget"]] for mark in soup.select("button.mark")))
    assert {f"r{row}" for row in rows} <= addresses
    assert json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))["result"]["region"] == "530300"


def test_a_new_notebook_may_be_a_copy(run, tmp_path):  # noqa: F811
    assert run("new", "mine", "--from", "01-growth", "--notebooks", tmp_path)[0] == 0
    assert Notebook(tmp_path / "mine.ipynb").cells == Notebook(FOLDER / "01-growth.ipynb").cells


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("taken", "there is a notebook taken in"),
        ("../mine", '"../mine" is no name for a notebook'),
        ("all", '"all" is no name for a notebook'),
        (".hidden", "is no name for a notebook"),
        ("mine --from 01-grwth", 'unknown notebook "01-grwth"; did you mean "01-growth"?'),
    ],
)
def test_a_new_notebook_that_cannot_be_is_refused(run, tmp_path, words, message):  # noqa: F811
    write(tmp_path / "taken.ipynb", "# Mine")
    before = (tmp_path / "taken.ipynb").read_bytes()
    code, _out, err = run("new", *words.split(), "--notebooks", tmp_path)
    assert code == 2
    assert message in err
    assert [path.name for path in tmp_path.iterdir()] == ["taken.ipynb"]
    assert (tmp_path / "taken.ipynb").read_bytes() == before


@pytest.mark.parametrize(
    ("cells", "remark"),
    [
        (["1 + 1"], "fault: it has no title"),
        (["# T", "x = = 1"], "fault: cell [1]: line 1 is no Python"),
        (["# T", "input('why?')"], "fault: cell [1]: it asks with input()"),
        (["# T", parameters("x: Regoin = 1")], "fault: cell [1]: by default, "),
        (["# T", parameters("x: int = = 1")], "fault: mine.ipynb, cell [1]: line 1 is no Python"),
        (
            ["# T", "x = 1\nname = 'a'"],
            "hint: no cell is tagged parameters, so that nothing can be changed from outside (it",
        ),
        (["# T", parameters("x: int = 1")], "hint: cell [1]: the parameter x has no meaning"),
        (["# T", "1"], "hint: no cell shows helpers.finding(...)"),
        (
            ["# T", "1", "import seaborn as sns\nsns.lineplot()"],
            "hint: cell [2]: its picture is described by its title",
        ),
        (["# T", "open('/home/me/a.csv')"], 'hint: cell [1]: "/home/me/a.csv" is a place on this machine'),
        (["# T", "open('gone.csv')"], 'hint: cell [1]: "gone.csv" is no file beside the notebook'),
        (["# T", "import helpers"], "hint: no cell shows helpers.sources(...)"),
        (["# T"], "hint: it is written in English only"),
    ],
)
def test_lint_says_what_is_missing_with_its_cell(run, tmp_path, cells, remark):  # noqa: F811
    write(tmp_path / "mine.ipynb", *cells)
    code, out, err = run("lint", "mine", "--notebooks", tmp_path)
    assert err == ""
    assert any(line.startswith(remark) for line in out.splitlines()), out
    assert code == (1 if any(line.startswith("fault") for line in out.splitlines()) else 0)


@pytest.mark.parametrize("notebook", list_notebooks(FOLDER), ids=lambda each: each.name)
def test_the_projects_own_notebooks_lack_nothing(run, notebook):  # noqa: F811
    code, out, _err = run("lint", notebook.name)
    assert code == 0
    assert "fault" not in out


def test_a_hostile_name_of_a_notebook_puts_nothing_into_the_index(run, tmp_path):  # noqa: F811
    name = "a'] { } <b>"
    write(tmp_path / f"{name}.ipynb", "# </style><script>b()</script>")
    code, _out, err = run("report", "all", "--notebooks", tmp_path, "--output-dir", tmp_path / "out")
    assert (code, err) == (0, "")
    index = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert "<script" not in index
    assert "'] {" not in index.partition("</style>")[0].replace("']:checked", "")
    assert os.path.exists(tmp_path / "out" / name)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("plt.plot([1, 2], label='a'); plt.legend(); plt.xlabel('year')", "Line chart; across: year; shown: a"),
        ("plt.bar(['a'], [1]); plt.ylabel('rate')", "Bar chart; upwards: rate"),
        ("plt.boxplot([1, 2, 3], patch_artist=True)", "Box plot"),
        ("sns.heatmap([[1, 2], [3, 4]])", "Heat map"),
        ("plt.scatter([1, 2], [1, 2]); plt.title('Two')", "Scatter chart: Two"),
        ("sns.regplot(x=[1, 2, 3], y=[1, 2, 2])", "Scatter chart with a line"),
        (
            "plt.subplots(1, 2)[0].suptitle('Both'); [axes.plot([1, 2]) for axes in plt.gcf().axes]",
            "Both. Line chart. Line",
        ),
        ("plt.figure()", "A drawing without a title."),
    ],
)
def test_a_drawing_is_described_by_what_it_says_itself(code, words):
    import matplotlib.pyplot as plt
    import seaborn as sns

    from helpers.show.drawings import description

    plt.switch_backend("agg")
    try:
        exec(code, {"plt": plt, "sns": sns})
        assert description(plt.gcf()).startswith(words)
    finally:
        plt.close("all")


def test_charts_of_scripts_are_drawn_where_their_exporter_is_installed(monkeypatch):
    from zhaotong.reports.outputs import images

    dot = (PROJECT / "docs/growth.en.png").read_bytes()
    monkeypatch.setattr(images, "find_spec", lambda _name: True)
    monkeypatch.setitem(images._DRAWN_BY_SCRIPT, "application/vnd.vegalite.", ("Altair", ("x",), lambda _chart: dot))
    picture = images.static_picture({"application/vnd.vegalite.v5+json": {"title": "A chart"}}, "")
    assert 'alt="A chart"' in picture
    assert "data:image/png;base64," in picture
