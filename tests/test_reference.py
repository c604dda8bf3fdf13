"""The names of the front door say what they take and give, and what they show as examples is what they answer."""

import ast
import doctest
import importlib.util
import inspect
import re
import textwrap
from contextlib import chdir
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner
from conftest import PROJECT
from IPython.core.completer import IPCompleter, provisionalcompleter

import helpers
from helpers.text.language import in_language
from zhaotong.cli.main import zhaotong

SECTIONS = ("Returns", "Raises", "See Also", "Examples")
WHOLE = ("display.width", 200, "display.max_columns", 30, "display.max_rows", 60, "display.max_colwidth", 60)


def document(name: str) -> str:
    return inspect.getdoc(getattr(helpers, name)) or ""


@pytest.mark.parametrize("name", helpers.__all__)
def test_a_name_of_the_front_door_has_all_sections(name):
    function = getattr(helpers, name)
    assert inspect.getmodule(function).__name__ == helpers._PLACES[name]
    sections = re.findall(r"^([A-Z][\w ]*)\n-{3,}$", document(name), re.MULTILINE)
    assert sections == ["Parameters", *SECTIONS]
    described = document(name).split("Parameters\n----------\n")[1].split("\n\nReturns\n")[0]
    named = [each for line in re.findall(r"^(\w.*)$", described, re.MULTILINE) for each in line.split(", ")]
    assert named == [*inspect.signature(function).parameters]
    others = document(name).split("See Also\n--------\n")[1].split("\n\n")[0].split(", ")
    assert set(others) <= {*helpers.__all__} - {name}


@pytest.mark.parametrize("name", helpers.__all__)
def test_examples_answer_what_they_show(name, tmp_path):
    """Line by line, spaces aside: in English, in a folder of its own, with a terminal wide enough for a frame."""
    examples = doctest.DocTestParser().get_doctest(document(name), {"helpers": helpers}, name, None, None)
    assert examples.examples
    said: list[str] = []
    with in_language("en"), pd.option_context(*WHOLE), chdir(tmp_path):
        outcome = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(examples, out=said.append)
    plt.close("all")
    assert outcome.failed == 0, "".join(said)


# The page


def generator():
    spec = importlib.util.spec_from_file_location("reference", PROJECT / "docs/reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_is_what_the_functions_say(language):
    reference = generator()
    path = reference.PAGES[language]
    assert path.read_text(encoding="utf-8") == reference.page(language), f"{path.name} is stale: make reference"


def test_every_paragraph_of_the_page_is_in_chinese_and_none_is_left_over():
    with (PROJECT / "docs/reference.po").open("rb") as file:
        entries = [message for message in read_po(file) if message.id]
    texts = generator().texts()
    assert [each.id for each in entries] == sorted(texts)
    assert [each.id for each in entries if not re.search("[\u4e00-\u9fff：、]", each.string)] == []
    for each in entries:
        named = [sorted(re.findall("`[^`]+`", text)) for text in (each.id, each.string)]
        assert named[0] == named[1], each.id


def test_a_name_that_changes_makes_the_page_stale(monkeypatch):
    reference, name = generator(), "peers"
    before = reference.page("en")

    def changed(region, group="siblings", sort=False):
        pass

    changed.__doc__ = helpers.peers.__doc__
    monkeypatch.setattr(helpers, name, changed)
    assert reference.page("en") != before
    changed.__doc__ = helpers.peers.__doc__.replace("compared with", "held against")
    with pytest.raises(KeyError, match="held against"):
        reference.page("zh")


# How the names are found


def test_names_are_completed_with_tab_and_documented_for_editors():
    with provisionalcompleter():
        offered = list(IPCompleter(namespace={"helpers": helpers}, use_jedi=False).completions("helpers.", 8))
    found = {each.text.removeprefix("helpers").lstrip(".") for each in offered}
    assert {*helpers.__all__} <= found
    assert not {name for name in found if name in ("import_module", "Any", "api")}
    for name in ("docs/reference.md", *helpers.__all__):
        assert name in helpers.__doc__


def test_the_command_points_to_the_names():
    for language, page in {"en": "docs/reference.md", "zh": "docs/reference.zh.md"}.items():
        with in_language(language):
            said = CliRunner().invoke(zhaotong, ["--help"]).output
        assert "import helpers" in said
        assert page in said


# All other functions


def public(path: Path) -> list[ast.FunctionDef | ast.ClassDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.ClassDef)
    return [each for each in tree.body if isinstance(each, kinds) and not each.name.startswith("_")]


def test_every_public_function_and_class_has_a_docstring():
    found = {path: public(path) for path in sorted((PROJECT / "src").rglob("*.py"))}
    assert sum(map(len, found.values())) > 300
    assert [f"{path.stem}.{each.name}" for path, those in found.items() for each in those if not doc_of(each)] == []


def doc_of(each: ast.FunctionDef | ast.ClassDef) -> str:
    return ast.get_docstring(each) or ""


def imported_by_notebooks() -> set[tuple[str, str]]:
    """Module and name of everything of the helpers that a notebook of the project imports."""
    found = set()
    for path in (PROJECT / "notebooks").glob("*.ipynb"):
        for cell in nbformat.read(path, 4).cells:
            if cell.cell_type == "code":
                code = "\n".join(line for line in cell.source.splitlines() if not line.startswith("%"))
                for each in ast.walk(ast.parse(code)):
                    if isinstance(each, ast.ImportFrom) and str(each.module).startswith("helpers."):
                        found |= {(str(each.module), name.name) for name in each.names}
    return found


def test_what_notebooks_import_says_what_it_gives_and_what_it_refuses():
    functions = []
    for module, name in sorted(imported_by_notebooks()):
        each = getattr(importlib.import_module(module), name, None) or importlib.import_module(f"{module}.{name}")
        if inspect.isfunction(each):
            functions.append(each)
    assert len(functions) > 20
    for each in functions:
        document, where = inspect.getdoc(each) or "", f"{each.__module__}.{each.__name__}"
        assert document, where
        assert each.__annotations__.get("return", inspect) is not inspect, f"{where}: what it returns has no type"
        nodes = ast.walk(ast.parse(textwrap.dedent(inspect.getsource(each))))
        if any(isinstance(node, ast.Raise) and node.exc for node in nodes):
            assert "\nRaises\n------\n" in document, where
