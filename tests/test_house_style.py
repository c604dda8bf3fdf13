"""Chinese and English as their readers write them: a lint over all that is said, which finds each wrong form."""

import re

import nbformat
import pytest
from conftest import PROJECT
from house_style import CHINESE, ENGLISH, TYPOGRAPHY, faults, without_verb
from test_language import PLACEHOLDER, catalogue

from helpers.figures.observations import Observations

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
CODE = re.compile(r"`[^`]*`|\]\([^)]*\)|%%|%\((\w+)\)s")
# What a message on input names as it is typed: parameters and their values, functions, files.
TYPED = re.compile(
    r"""data/\w+\.(csv|yml)|\.(csv|xlsx|docx?|html|rtf|mht)\b|"\w+"|(?<!\d)(2010|2023)Q3(?!\d)|
    \b(first_year|last_year|as_of|leave_out|gdp_growth_real|gdp_current|yearbook_cities|pct_change)\b|
    conflicts_elsewhere|\{\w+(!r)?\}([ ]\{\w+(!r)?\})*|
    \[[A-Z\u4e00-\u9fff][^]]*\](\.\.\.)?|\((axes,[ ])?(\w+=)?"?\.\.\."?\)|\w\(\)|
    \.(txt|ipynb)\b|名称[ ]值|地区[ ]指标[ ]时期[ ]数值""",
    re.VERBOSE,
)


def prose(text: str) -> str:
    """A text without what is no prose: code, addresses; a value that a template is given stands as a plain word."""
    text = TYPED.sub("X", text)
    return CODE.sub(lambda found: found[1].upper().replace("_", "") if found[1] else "", text)


@pytest.mark.parametrize("rule", [*CHINESE, *ENGLISH], ids=lambda rule: rule.wrong)
def test_each_wrong_form_is_found(rule):
    assert rule.pattern.search(rule.wrong)
    assert not rule.pattern.search(rule.right)


@pytest.mark.parametrize(
    "right",
    [
        "2025年，昭通市地区生产总值按不变价格计算比上年增长4.6%（首次公布数），增速比全省（4.1%）高0.5个百分点。",
        "2023年前三季度，工业投资同比增长50.2%；2023年1—10月同比下降0.9%。",
        "居全省16个州（市）第1位；1994—2025年年均增长9.3%。",
        "新登记经营主体57809户，其中企业9164户。",
        "2023年1月1日至11月6日",
    ],
)
def test_what_releases_write_passes(right):
    assert faults(right, CHINESE) == []


@pytest.mark.parametrize("right", ["It fell by 0.9%.", "In January to September 2023 it grew 8%.", "1994–2025"])
def test_plain_english_passes(right):
    assert faults(right, ENGLISH) == []
    assert list(without_verb(right)) == []


def test_a_sentence_without_a_verb_is_found():
    assert list(without_verb("It grew. Growth of Zhaotong above Yunnan.")) == ["Growth of Zhaotong above Yunnan."]


def test_messages_read_as_their_readers_write():
    """All at once: thousands of tests would cost more to hand out than to run."""
    wrong = {}
    for message in catalogue():
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        chinese = message.string if isinstance(message.string, tuple) else (message.string,)
        found = [fault for text in chinese for fault in faults(prose(text), CHINESE)]
        found += [fault for text in english for fault in faults(prose(text), ENGLISH)]
        if found:
            wrong[message.id] = found
    assert wrong == {}


def test_a_place_for_a_value_has_full_width_marks_beside_it():
    wrong = {}
    for message in catalogue():
        chinese = message.string if isinstance(message.string, tuple) else (message.string,)
        said = [PLACEHOLDER.sub("某", text) for text in chinese]  # what stands there is Chinese more often than not
        if found := [fault for text in said for fault in faults(text, TYPOGRAPHY)]:
            wrong[message.id] = found
    assert wrong == {}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize(("language", "rules"), [("en", ENGLISH), ("zh", CHINESE)])
def test_the_prose_of_a_notebook_reads_as_its_readers_write(path, language, rules):
    cells = [cell for cell in nbformat.read(path, 4).cells if language in cell.metadata.get("tags", [])]
    assert [fault for cell in cells for line in cell.source.splitlines() for fault in faults(prose(line), rules)] == []


def test_what_the_data_call_things_reads_as_its_readers_write(observations: Observations):
    table, vocabularies = observations.indicators, observations.vocabularies.values()
    names = [*table["name_zh"], *table["definition_zh"]]
    names += [term.name_zh for vocabulary in vocabularies for term in vocabulary.values()]
    assert [fault for name in names for fault in faults(name, CHINESE)] == []
