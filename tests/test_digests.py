"""What outdates a report: the code that it is made with, and no other."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PROJECT

from zhaotong.reports import code as reached
from zhaotong.reports import digests
from zhaotong.reports.digests import Inputs
from zhaotong.reports.notebooks import list_notebooks

IMPORTED = re.compile(r"helpers\.questions\.(\w+)")
USERS: dict[str, set[str]] = {}  # the notebooks that import the code of a question
for _notebook in list_notebooks():
    for _question in IMPORTED.findall("\n".join(cell["source"] for cell in _notebook.cells)):
        USERS.setdefault(_question, set()).add(_notebook.name)

# What the brief does not tell of a question that it tells in part.
NOT_IN_BRIEF = {
    "audit": {"charts.py", "parameters.py", "repeated.py", "tables.py"},
    "growth": {"claim_sentences.py"},
    "lasting": {
        *("charts.py", "known.py", "leads.py", "parameters.py", "reservations.py"),
        *("rows.py", "tables.py", "unpublished.py", "weights.py"),
    },
}
ONLY_IN_BRIEF = {"audit": {"doubts.py"}}


@pytest.fixture
def code_copy(tmp_path, monkeypatch) -> Iterator[Path]:
    """A copy of src/, to be changed by a test, of which recipes are made."""
    copy = Path(shutil.copytree(PROJECT / "src", tmp_path / "src"))
    for each in (digests, reached):
        monkeypatch.setattr(each, "SOURCE", copy)
    reached.reachable.cache_clear()
    yield copy
    reached.reachable.cache_clear()


def recipes() -> dict[str, dict[str, str]]:
    inputs = Inputs(PROJECT / "data")
    return {each.name: inputs.recipe(each, {}) for each in list_notebooks()}


def outdated_by(module: Path, before: dict[str, dict[str, str]]) -> set[str]:
    """The notebooks whose reports a comment at the end of a module outdates, which is then taken away.

    A comment imports nothing: what can be reached stays, which is looked up once a test.
    """
    code = module.read_bytes()
    module.write_bytes(code + b"# A comment.\n")
    after = recipes()
    module.write_bytes(code)
    return {name for name, recipe in after.items() if recipe != before[name]}


@pytest.mark.parametrize("question", USERS)
def test_code_of_one_question_outdates_its_reports_alone(code_copy, question):
    before = recipes()
    for module in sorted((code_copy / "helpers/questions" / question).glob("[a-z]*.py")):
        expected = USERS[question] - ({"00-brief"} if module.name in NOT_IN_BRIEF.get(question, ()) else set())
        expected &= {"00-brief"} if module.name in ONLY_IN_BRIEF.get(question, ()) else expected
        assert outdated_by(module, before) == expected, module.name


def test_only_what_the_brief_tells_is_told_in_two_notebooks():
    assert {question: users for question, users in USERS.items() if len(users) > 1} == {
        "audit": {"00-brief", "08-audit"},
        "growth": {"00-brief", "01-growth"},
        "lasting": {"00-brief", "09-does-it-last"},
    }


@pytest.mark.parametrize("folder", ["zhaotong/runs", "zhaotong/cli", "zhaotong/compare", "zhaotong/keeping"])
def test_code_that_no_report_is_made_with_outdates_none(code_copy, folder):
    before = recipes()
    assert all(not outdated_by(module, before) for module in (code_copy / folder).glob("*.py"))


@pytest.mark.parametrize(
    "module",
    ["helpers/text/language.py", "helpers/show/table.py", "zhaotong/reports/page.py", "zhaotong/reports/terms.py"],
)
def test_code_that_every_report_is_made_with_outdates_all(code_copy, module):
    assert outdated_by(code_copy / module, recipes()) == {each.name for each in list_notebooks()}


def test_relations_belong_to_the_audit_and_the_brief_that_tells_of_it(tmp_path):
    data = Path(shutil.copytree(PROJECT / "data", tmp_path / "data"))
    inputs = Inputs(data)
    before = {each.name: inputs.recipe(each, {}) for each in list_notebooks()}
    with (data / "relations.yml").open("a", encoding="utf-8") as file:
        file.write("# A comment.\n")
    inputs = Inputs(data)
    after = {each.name: inputs.recipe(each, {}) for each in list_notebooks()}
    assert {name for name in before if before[name] != after[name]} == {"00-brief", "08-audit"}
