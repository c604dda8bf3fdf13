"""What is refused is said in the language in use, whole, and in both languages as their readers write them."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import PROJECT
from house_style import TYPOGRAPHY, faults
from test_parameters import CELL, DECLARED, IMPORTS, SUBJECTS

import helpers
from helpers.checks.xray import xray
from helpers.figures.observations import NoFiguresError, load_observations
from helpers.figures.regions import LEVELS
from helpers.figures.series import select_series
from helpers.parameters.declarations import read_declarations
from helpers.parameters.errors import ParameterError
from helpers.parameters.values import check_parameters, check_values
from helpers.text.language import in_language, language_in_use, messages_used, use_language
from helpers.text.messages import InputError, did_you_mean

HELPERS = PROJECT / "src/helpers"
# Texts in English that nobody reads who has no program in hand, each with the reason why.
CODE_ONLY = {
    " ends before it begins": "caught where a period is read, and said as a fault of its row",
    '" is not a printed figure such as 8, 8.0, 1.79e4, 59043e-4, 200+, ≤50 or 2~3': "held against its pattern before",
    "copies of the same release, text": "how the data note a place; the message that says it stands beside it",
    "industrial enterprises above designated size": "whose figures a text gives, sought in it",
    "china chinese national nationally nationwide nation country": "sought in texts",
    "| to | through | until | and )": "a part of a pattern",
    "no workbook of the years 1997 to 2003": "caught by whoever opens workbooks, who reads them without their formats",
    ".txt .csv .html .docx .pdf .xlsx .xls .ods": "endings of files, the same in all languages",
    " rows in a row": "a page is made by us, and its numbers of rows are ours",
}


def modules() -> Iterator[Path]:
    return HELPERS.rglob("*.py")


def refusals(kind: type = InputError) -> set[str]:
    """The names of the classes of errors that a person reads."""
    return {kind.__name__}.union(*map(refusals, kind.__subclasses__()))


def translated(node: ast.AST) -> bool:
    name = node.func if isinstance(node, ast.Call) else None
    return getattr(name, "id", getattr(name, "attr", "")) in ("_", "_n")


def untranslated(node: ast.AST) -> Iterator[str]:
    """The texts in an expression that are part of what it says and do not come out of the catalogue."""
    match node:
        case ast.Constant(value=str() as text) if any(map(str.isalpha, text)) or set(text) & set(",;:()"):
            yield text
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.BoolOp(values=parts):
            for part in parts:
                yield from untranslated(part)
        case ast.BinOp(left=left, op=ast.Mod()):
            yield from untranslated(left)
        case ast.BinOp(left=left, right=right):
            yield from [*untranslated(left), *untranslated(right)]
        case ast.IfExp(body=body, orelse=otherwise):
            yield from [*untranslated(body), *untranslated(otherwise)]
        case ast.ListComp(elt=inner) | ast.GeneratorExp(elt=inner) | ast.Lambda(body=inner):
            yield from untranslated(inner)
        case ast.Call(func=ast.Attribute(value=ast.Constant() as between, attr="join" | "format"), args=given):
            for part in (between, *given):
                yield from untranslated(part)


def test_every_refusal_is_translated():
    """No class that a person reads is raised with a text of the code, unless the class itself puts it into words."""
    for module in pkgutil.walk_packages(helpers.__path__, "helpers."):
        importlib.import_module(module.name)
    told = refusals() - {"ModelRefusedError"}  # which takes the key of a sentence
    assert {"DataError", "NoFiguresError", "ParameterError", "NotAllowedError", "ScopeError"} <= told
    found, seen = [], 0
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in told:
                seen += 1
                texts = [text for each in node.args for text in untranslated(each)]
                found += [f"{path.relative_to(HELPERS)}:{node.lineno}: {text}" for text in texts]
    assert seen > 70
    assert found == []


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('_("no such %(name)s") % {"name": "x"}', []),
        ('[_("x") % {"at": at} for at in rows]', []),
        ('"no such thing"', ["no such thing"]),
        ('f"{name}: {error}"', [": "]),
        ('"%s is none" % name', ["%s is none"]),
        ('_("a") + f" (as of {month})"', [" (as of ", ")"]),
        ('"; ".join(faults)', ["; "]),
        ('"\\n".join(faults)', []),
        ('lambda: f"no figure of {name}"', ["no figure of "]),
    ],
)
def test_what_counts_as_translated(code, texts):
    assert list(untranslated(ast.parse(code, mode="eval").body)) == texts


def test_no_sentence_stands_outside_the_catalogue():
    """Whatever the way from a text to a message: a text of four words is translated, or is listed with a reason."""
    found = {}
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        no_message = [node for node in ast.walk(tree) if translated(node)]
        for node in ast.walk(tree):
            match node:
                case ast.Expr(value=ast.Constant()) | ast.Assert():  # docstrings; what must hold of our own code
                    no_message.append(node)
                case ast.Dict(keys=keys):
                    no_message += filter(None, keys)
                case ast.Call(func=ast.Name(id="words_listed") | ast.Attribute(value=ast.Name(id="re"))):
                    no_message.append(node)  # words and patterns that are sought in texts
        passed = {id(each) for node in no_message for each in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
                words = [word.strip(",:;.") for word in node.value.split()]
                plain = sum(word.isascii() and word.isalpha() and word.islower() for word in words)
                is_code = node.value.startswith(("from ", "import ")) or re.search(r"\(\?P<|\\\(", node.value)
                if plain > 3 and not is_code:  # lines of Python, patterns
                    found[node.value] = f"{path.relative_to(HELPERS)}:{node.lineno}"
    assert {text: place for text, place in found.items() if text not in CODE_ONLY} == {}
    assert found.keys() >= CODE_ONLY.keys()


def said(language: str, call) -> str:
    use_language(language)
    with pytest.raises(InputError) as refused:
        call()
    return str(refused.value)


REGION = 'region "Chaoyang" may be '
PARAMETERS = [
    ("", {"regoin": "530300"}, 'unknown parameter "regoin"', "没有参数“regoin”"),
    (
        "",
        {"region": "Quijng"},
        'region: "Quijng" is no region of data/regions.csv',
        "参数 region：data/regions.csv 中没有“Quijng”",
    ),
    (
        "",
        {"region": "Nowhereville"},
        '" is no region of data/regions.csv; zhaotong regions lists them',
        "中没有“Nowhereville”；全部地区见 zhaotong regions",
    ),
    ("", {"language": "fr"}, 'language "fr": en or zh is expected', "参数 language 的值“fr”无效：应为en或zh"),
    (
        "",
        {"first_year": "x"},
        'first_year "x": a year such as 2015',
        "参数 first_year 的值“x”无效：应为年份（如2015）、“earliest”或“latest”",
    ),
    ("", {"first_year": 2030}, "first_year 2030: the data hold ", "参数 first_year 的值2030无效：昭通市（530600）"),
    (
        "",
        {"first_year": 2010, "last_year": 2005},
        "first_year 2010 is after last_year 2005",
        "参数 first_year 的值2010晚于 last_year 的值2005：",
    ),
    (
        "",
        {"as_of": "soon"},
        'as_of "soon": a month such as 2023-11, or',
        "参数 as_of 的值“soon”无效：应为月份（如2023-11）或“latest”",
    ),
    ("", {"as_of": "1999-01"}, "(as known in 1999-01)", "（以1999-01所知的数据为准）"),
    (
        "05-counties",
        {"quarter": "2023Q1"},
        "rankings are recorded for 2023Q2, 2023Q3",
        "收录了位次的季度为2023Q2、2023Q3",
    ),
    (
        "05-counties",
        {"region": "Qujing"},
        "no ranking of the counties of Qujing (530300)",
        "参数 region：未收录曲靖市（530300）各县（市、区）的位次",
    ),
    (
        "06-promotion",
        {"threshold": 0},
        'threshold "0": a number above zero',
        "参数 threshold 的值“0”无效：应为大于零的数",
    ),
    ("06-promotion", {"unit": "money"}, "one of investment, projects is", "应为investment、projects之一"),
    (
        "08-audit",
        {"region": "Qujing", "topic": "counties"},
        "topic, source: no relation",
        "参数 topic、source：没有关于曲靖市（530300）、主题为“counties”",
    ),
]


@pytest.mark.parametrize(("notebook", "given", "english", "chinese"), PARAMETERS)
def test_parameters(observations, notebook, given, english, chinese):
    declared = read_declarations(SUBJECTS[notebook], IMPORTS) if notebook else DECLARED
    for language, text in (("en", english), ("zh", chinese)):
        assert text in said(language, lambda: check_values(declared, given, observations))


def test_a_near_name_is_asked_about_at_the_end_of_the_sentence(observations):
    for language in ("en", "zh"):
        told = said(language, lambda: check_values(DECLARED, {"region": "Quijng"}, observations))
        assert told.endswith(did_you_mean("Quijng", ["Qujing"]))


@pytest.mark.parametrize(
    ("type_name", "default", "given", "english", "chinese"),
    [
        ("int", 5, "five", "a whole number is expected", "应为整数"),
        ("bool", True, "perhaps", "true or false is expected", "应为 true（是）或 false（否）"),
        ("float | None", None, "much", 'a number, or "none" is expected', "应为数，或“none”"),
        ("list[int]", [1], "1, two", "a whole number is expected", "应为整数"),
        ('Literal["high", "low"]', "low", "middling", "one of high, low is expected", "应为high、low之一"),
        ("date", "2023-01-01", "soon", "a day such as 2023-11-30 is expected", "应为日期，如2023-11-30"),
        ("dict", {}, "1", "a mapping such as {'a': 1} is expected", "应为字典，如 {'a': 1}"),
    ],
)
def test_types_of_python(observations, type_name, default, given, english, chinese):
    declared = read_declarations(f"x: {type_name} = {default!r}")
    for language, text in (("en", f'x "{given}": {english}'), ("zh", f"参数 x 的值“{given}”无效：{chinese}")):
        assert said(language, lambda: check_values(declared, {"x": given}, observations)) == text


def test_what_is_allowed_is_told_in_the_language_in_use():
    declared = [*DECLARED, *(each for cell in SUBJECTS.values() for each in read_declarations(cell, IMPORTS))]
    english = [each.rule.allowed for each in declared]
    use_language("zh")
    chinese = [each.rule.allowed for each in declared]
    assert english[0] == "a code or name of data/regions.csv: 530600, 昭通市 or Zhaotong"
    assert chinese[0] == "data/regions.csv 中的代码或名称：530600、昭通市或 Zhaotong"
    assert not {*english} & {*chinese}


@pytest.mark.parametrize(("asked", "chinese"), [("zh", True), ("en", False), ("fr", False), (["zh"], False)])
def test_the_set_up_cell_speaks_the_language_that_its_parameter_asks_for(observations, asked, chinese):
    """Before the notebook sets it; what it asks for is not set by this, and a language that is none changes nothing."""
    given = {**{each.name: each.default for each in DECLARED}, "language": asked, "region": "Nowhereville"}
    with pytest.raises(ParameterError) as refused:
        check_parameters({"In": [CELL], **given}, observations)
    assert ("data/regions.csv 中没有“Nowhereville”" in str(refused.value)) == chinese
    assert language_in_use() == "en"


def test_the_set_up_cell_speaks_the_language_in_use_where_it_asks_for_none(observations):
    cell = 'region: Region = "530600"'
    use_language("zh")
    with pytest.raises(ParameterError, match=r"参数 region：data/regions\.csv 中没有“Nowhereville”"):
        check_parameters({"In": [cell], "region": "Nowhereville"}, observations)


def test_what_is_caught_and_left_out_is_no_message_of_a_report(observations):
    use_language("zh")
    before = messages_used()
    with suppress(NoFiguresError):
        select_series(observations, "530602", "gdp_growth_real")
    declared = [*DECLARED, *read_declarations('indicator: Indicator = "promotion_funds_in_place"')]
    given = {each.name: each.default for each in declared} | {"language": "zh"}
    check_parameters({"In": [CELL + 'indicator: Indicator = "promotion_funds_in_place"'], **given}, observations)
    with in_language("zh"), suppress(ParameterError):
        check_values(DECLARED, {"region": "Nowhereville"}, observations)
    assert messages_used() == before
    with pytest.raises(NoFiguresError) as refused:
        select_series(observations, "530602", "gdp_growth_real")
    assert "未收录昭阳区（530602）" in str(refused.value)
    assert len(messages_used()) > len(before)


FRONT_DOOR = [
    (
        lambda: helpers.series("Nowhereville", "gdp_current"),
        "; helpers.regions() lists them",
        "；全部地区见 helpers.regions()",
    ),
    (lambda: helpers.series("Chaoyang", "gdp_current"), REGION, "地区“Chaoyang”可能指"),
    (
        lambda: helpers.series("Zhaotong", "zzzz"),
        "; helpers.indicators() lists",
        "data/indicators.csv 中没有指标“zzzz”；",
    ),
    (lambda: helpers.series("Zhaotong"), "the indicator is missing", "这里缺少指标"),
    (
        lambda: helpers.series("Zhaotong", "gdp_current", span="week"),
        'span "week": year, ytd, quarter or month is',
        "span 的值“week”无效：应为year、ytd、quarter或month",
    ),
    (lambda: helpers.series("Zhaotong", "gdp_current", "2010"), "a window has two ends", "应有起止两端"),
    (
        lambda: helpers.series("Zhaotong", "gdp_current", as_of="soon"),
        'as_of "soon": a month',
        "as_of 的值“soon”无效：应为月份",
    ),
    (
        lambda: helpers.series("Zhaotong", "gdp_growth_real", (1970, 1980)),
        "in 1970 to 1980; those recorded are of",
        "1970至1980",
    ),
    (
        lambda: helpers.regions(level="town"),
        "nation, province, prefecture or county is expected",
        "level 的值“town”无效：应为nation、",
    ),
    (lambda: helpers.trend(3), "trend takes figures, such as", "trend 需要数据，如"),
    (
        lambda: helpers.trend(helpers.series("Zhaotong, Yunnan", "gdp_growth_real")),
        "this frame has 2: Zhaotong and Yunnan",
        "这张表有2个：昭通市和云南省",
    ),
    (lambda: helpers.growth(helpers.series("Zhaotong", "gdp_growth_real")), "is growth already", "本身就是增速"),
    (lambda: helpers.chart(3), "chart takes a frame", "chart 需要 series 给出的表"),
    (
        lambda: helpers.export(helpers.series("Zhaotong", "gdp_current"), "x.docx"),
        'export to "x.docx": a file that ends',
        "无法导出到“x.docx”：应为 .csv 或 .xlsx 文件",
    ),
    (
        lambda: helpers.cite(helpers.series("Zhaotong", "gdp_current")),
        " values are given; give the text",
        "个值；请同时给出",
    ),
    (lambda: helpers.seal(3), "seal takes what forecast gives", "seal 需要 forecast"),
]


@pytest.mark.parametrize(("call", "english", "chinese"), FRONT_DOOR)
def test_the_front_door(call, english, chinese):
    assert english in said("en", call)
    told = said("zh", call)
    assert chinese in told
    assert faults(told.partition("frame[")[0], TYPOGRAPHY) == []


@pytest.mark.parametrize(
    ("old", "new", "english", "chinese"),
    [
        (",10.1,", ",１０.１,", 'it holds full-width characters; write "10.1"', "含全角字符；请写作“10.1”"),
        (",10.1,", ",ten,", 'column "value": "ten" is not allowed: ', "，“value”列：“ten”无效：应为：照原文写出的数字"),
        (",10.1,", ",,", "a value is required (the printed digits", "须填写（照原文写出的数字"),
        (",10.1,", ",10,1,", "12 fields where 11 are expected", "行：应有11列，现有12列"),
        (",10.1,", ",9999,", " lies between ", "gdp_growth_real 应在"),
        (",year,", ",yaer,", '"yaer" is not allowed: one of year, ytd', "“yaer”无效：应为year、ytd"),
        (",1994,", ",199413,", 'column "period": "199413" is not', "，“period”列：“199413”无效"),
    ],
)
def test_data_files(data_copy, old, new, english, chinese):
    path = data_copy / "observations.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if line.startswith("530600,gdp_growth_real,") and old in line)
    lines[at] = lines[at].replace(old, new, 1)
    path.write_text(header + "".join(lines), encoding="utf-8")
    assert english in said("en", lambda: load_observations(data_copy))
    told = said("zh", lambda: load_observations(data_copy))
    assert chinese in told
    assert told.startswith(f"data/observations.csv 第{at + 2}行")


def test_what_the_x_ray_finds(small_data):
    observations = load_observations(small_data)
    english = {(each.check, each.rows): each.said for each in xray(observations).findings}
    use_language("zh")
    chinese = {(each.check, each.rows): each.said for each in xray(observations).findings}
    assert english.keys() == chinese.keys()
    assert len(english) > 20
    sources = {*observations.sources.index}
    for key, told in chinese.items():
        assert told != english[key]
        for source in sorted(sources, key=len, reverse=True):
            told = told.replace(source, "")
        assert not re.search("[A-Za-z]{2}", told), told
        assert faults(told, TYPOGRAPHY) == []


def test_levels_are_named_where_a_name_is_shared(observations):
    assert LEVELS == ("nation", "province", "prefecture", "county")
    told = {level: next(each for each in observations.places.values() if each.level == level) for level in LEVELS}
    use_language("zh")
    assert told["nation"].described == "100000（全国 China）"
    assert [told[level].described.partition("，")[2] for level in LEVELS[1:]] == [
        "全国的省级地区）",
        "河北省的地级地区）",
        "北京市的县级地区）",
    ]
