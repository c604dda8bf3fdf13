"""The style of notebooks: articles that compose, in two languages, without a number or a function of their own."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from runpy import run_path
from unittest.mock import patch

import nbformat
import pytest
from conftest import PROJECT
from jupyter_server.services.contents.filemanager import FileContentsManager
from traitlets.config import Config

from helpers.parameters.values import check_values
from zhaotong.reports.notebooks import Notebook, list_notebooks

PATHS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
ALLOWED = {"helpers", "numpy", "pandas", "seaborn", "statsmodels"}  # what analyses are written with

each_notebook = pytest.mark.parametrize("notebook", [Notebook(path) for path in PATHS], ids=lambda each: each.name)


def node_of(notebook: Notebook) -> nbformat.NotebookNode:
    return nbformat.read(notebook.path, as_version=4)


def code(notebook: Notebook) -> list:
    return [cell for cell in node_of(notebook).cells if cell.cell_type == "code"]


def prose(notebook: Notebook, language: str) -> list[str]:
    return [cell.source for cell in node_of(notebook).cells if language in cell.metadata.get("tags", [])]


def test_there_are_notebooks():
    assert {"00-brief", "01-growth"} <= {path.stem for path in PATHS}
    assert [notebook.path for notebook in list_notebooks()] == PATHS


@each_notebook
def test_it_is_valid_and_committed_without_outputs(notebook):
    nbformat.validate(node_of(notebook))
    assert all(not cell.outputs and cell.execution_count is None for cell in code(notebook))
    assert "papermill" not in node_of(notebook).metadata
    assert node_of(notebook).metadata.kernelspec.name == "python3"


@each_notebook
def test_it_is_short(notebook):
    assert len(node_of(notebook).cells) <= 25
    for cell in code(notebook):
        assert len(cell.source.splitlines()) <= 15, cell.source


@each_notebook
def test_it_composes_and_does_not_compute(notebook):
    for cell in code(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda), cell.source
            if isinstance(node, ast.ImportFrom | ast.Import):
                within = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
                names = [within + alias.name for alias in node.names]
                assert all(name.split(".")[0] in ALLOWED for name in names)
        assert "read_csv" not in cell.source


@each_notebook
def test_no_number_is_typed_into_its_prose(notebook):
    for language in ("en", "zh"):
        for text in prose(notebook, language):
            assert not re.search(r"[0-9０-９]", text), text


@each_notebook
def test_its_title_is_a_question_in_both_languages(notebook):
    assert notebook.question("en").endswith("?")
    assert re.search("[？与比]", notebook.question("zh"))
    assert not re.search("[A-Za-z]", notebook.question("zh"))


@each_notebook
def test_its_prose_comes_in_both_languages_section_by_section(notebook):
    cells = [cell for cell in node_of(notebook).cells if cell.cell_type == "markdown"]
    markdown = [cell for cell in cells if cell.metadata.tags != ["lab"]]
    assert [cell.metadata.tags for cell in markdown] == [["en"], ["zh"]] * (len(markdown) // 2)
    for english, chinese in zip(prose(notebook, "en"), prose(notebook, "zh"), strict=True):
        assert english.splitlines()[0].startswith("#") == chinese.splitlines()[0].startswith("#")
        assert not re.search("[\u4e00-\u9fff]", english)
        assert not re.search("[A-Za-z]{2,}", chinese)


@each_notebook
def test_it_begins_with_its_question_and_how_to_change_a_parameter(notebook):
    """In both languages, with the way back to the list of notebooks; a report leaves it out."""
    first = node_of(notebook).cells[:3]
    assert [cell.metadata.tags for cell in first] == [["en"], ["zh"], ["lab"]]
    english, chinese = first[2].source.split("\n\n")
    assert "run all cells" in english.lower()
    assert "parameters cell" in english
    assert "参数单元格" in chinese
    for text in (english, chinese):
        assert "](README.md)" in text
        assert not re.search(r"\d", text)


def test_the_list_of_notebooks_explains_itself():
    """It names every notebook, with its question in both languages, and what can be done with it."""
    text = (PROJECT / "notebooks/README.md").read_text(encoding="utf-8")
    for notebook in list_notebooks():
        line = f"[{notebook.name}]({notebook.path.name}) | {notebook.question('en')}<br>{notebook.question('zh')} |"
        assert line in text
    assert len(re.findall(r"\]\([^)]+\.ipynb\)", text)) == len(list_notebooks())
    assert "Run All Cells" in text
    assert "中文 / English" in text


@each_notebook
def test_it_ends_with_its_limits_its_sources_and_its_run(notebook):
    assert any(text.startswith("## What this cannot tell you") for text in prose(notebook, "en"))
    assert [cell.id for cell in node_of(notebook).cells[-2:]] == ["sources", "this-run"]


@each_notebook
def test_its_parameters_are_declared_with_type_and_meaning_and_hold_by_default(notebook, observations):
    assert notebook.declarations
    for declaration in notebook.declarations:
        assert declaration.rule.allowed
        assert declaration.meaning
    check_values(notebook.declarations, {}, observations)


@each_notebook
def test_cell_ids_are_names_and_unique(notebook):
    ids = [cell.id for cell in node_of(notebook).cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[a-z-]+", cell_id) for cell_id in ids)


@pytest.fixture
def saver(tmp_path) -> FileContentsManager:
    """What saves notebooks in the JupyterLab of `make lab`, in a folder that may be soiled."""
    shutil.copytree(PROJECT / "lab", tmp_path / "lab", ignore=shutil.ignore_patterns(".state"))
    for folder in ("notebooks/mine", "elsewhere"):
        (tmp_path / folder).mkdir(parents=True)
    config = Config()
    with patch.dict(os.environ):
        run_path(str(tmp_path / "lab/config.py"), {"get_config": lambda: config})
    manager = FileContentsManager(config=config)
    manager.root_dir = config.ServerApp.root_dir
    return manager


def after_a_run(path: Path) -> nbformat.NotebookNode:
    """The notebook with what a run, the kernel and the widgets add to it."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.language_info |= {"version": "3.14.0", "codemirror_mode": {"name": "ipython", "version": 3}}
    notebook.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    for count, cell in enumerate(notebook.cells):
        cell.metadata |= {"trusted": True, "editable": True, "execution": {"iopub.status.busy": "2026-01-01"}}
        if cell.cell_type == "code":
            cell.execution_count = count
            cell.outputs = [nbformat.v4.new_output("stream", text="昭通\n")]
    return notebook


def written(notebook: nbformat.NotebookNode) -> str:
    return nbformat.writes(notebook) + "\n"


def save(saver: FileContentsManager, notebook: nbformat.NotebookNode, path: str) -> Path:
    saver.save({"type": "notebook", "format": "json", "content": notebook}, path)
    return Path(saver.root_dir, path)


@each_notebook
def test_a_run_leaves_nothing_in_a_notebook_that_is_saved(notebook, saver):
    """Byte by byte, in notebooks/ and the folders in it; a notebook elsewhere keeps its outputs."""
    run, committed = after_a_run(notebook.path), notebook.path.read_bytes()
    assert save(saver, run, "notebooks/one.ipynb").read_bytes() == committed
    assert save(saver, run, "notebooks/mine/one.ipynb").read_bytes() == committed
    assert save(saver, run, "elsewhere/one.ipynb").read_text(encoding="utf-8") == written(run)


def test_what_cannot_be_stripped_is_saved_as_it_is(saver, caplog):
    run = after_a_run(PATHS[0])
    run.cells[-1].metadata |= {"keep_output": False, "tags": ["keep_output"]}  # a contradiction that nbstripout refuses
    assert save(saver, run, "notebooks/one.ipynb").read_text(encoding="utf-8") == written(run)
    assert "strip_before_saving failed on notebooks/one.ipynb" in caplog.text


@pytest.mark.slow
def test_make_strip_takes_out_what_saving_takes_out(tmp_path):
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert "STRIP = $(BIN)/python lab/strip.py\n" in makefile
    strip = [sys.executable, str(PROJECT / "lab/strip.py")]
    path = tmp_path / "one.ipynb"
    nbformat.write(after_a_run(PATHS[0]), path)
    assert subprocess.run([*strip, "--verify", path], capture_output=True, check=False).returncode == 1
    subprocess.run([*strip, path], check=True)
    assert path.read_bytes() == PATHS[0].read_bytes()
    assert subprocess.run([*strip, "--verify", path], capture_output=True, check=False).returncode == 0
