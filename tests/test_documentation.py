"""Every command in the documentation is run, as it stands there, in a copy of the project.

The copy has the notebooks that a page names in its commands, few presets, no tests, and short sweeps. What a page
leaves to the reader is put in by what `LEFT_TO_READERS` says. The keeper's guide is run by test_keeping.py, and what
checks and tests the project by .ci/run. A Chinese page has the commands of its English counterpart, so that they are
run once; so is what stands in the README as well.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import yaml
from conftest import PROJECT
from PIL import Image
from test_browser import CHROMIUM

from zhaotong.cli.main import zhaotong
from zhaotong.runs.processes import end_family

ANOTHER_PLACE = "docs/another-place.md"
WRITTEN = sorted(
    str(path.relative_to(PROJECT)) for place in ("", "docs/", "data/") for path in PROJECT.glob(f"{place}*.md")
)
CHINESE = [page for page in WRITTEN if page.endswith(".zh.md")]
ENGLISH = [page for page in WRITTEN if page not in CHINESE and page != "CHANGELOG.md"]
REFERENCE = "docs/reference.md"  # generated, and its examples are run by test_reference.py
DOCS = [page for page in ENGLISH if page.startswith("docs/") and page != REFERENCE]
PAGES = [*ENGLISH, *CHINESE, "notebooks/README.md"]  # the commands of the keeper's guide: test_keeping.py
LEFT_TO_READERS = {"192.0.2.1": "127.0.0.1", "dask scheduler": "dask scheduler --port PORT", ":8786": ":PORT"}
SERVERS = {"make lab": "http://", "dask scheduler": "Scheduler at", "dask worker": "Registered to"}  # what they say
RUN_BY_CI = ("make check", "make test")  # in the project itself
# What is compiled holds for copies of it too; "*.pyc.*" is written aside by whoever compiles just now.
IGNORED = shutil.ignore_patterns(".venv", ".git", ".*_cache", ".hypothesis", ".state", "*.pyc.*")


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code of a page that are in a language."""
    text = (PROJECT / page).read_text(encoding="utf-8")
    return re.findall(rf"^ *```{language}\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)


def command_lines(page: str) -> list[str]:
    """The lines of its commands, without what is said of them beside."""
    return [re.sub(r"\s+# .*", "", line) for line in "".join(blocks(page, "sh")).splitlines()]


def answers(page: str) -> list[tuple[str, str]]:
    """Its commands that stand with what they answer."""
    found = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks(page, "console")), re.MULTILINE)
    return [(command, answer) for command, answer in found]


def script(page: str) -> str:
    """The commands of a page, then its code, in bash; what serves until it is ended goes to the background."""
    lines = []
    before = ["README.md"] if page != "README.md" else []  # what is the same there: once is enough
    run_before = [line for each in before for line in command_lines(each)]
    code_before = [code for each in before for code in blocks(each, "python")]
    for line in command_lines(page):
        if line in run_before or line in RUN_BY_CI:
            continue
        for left, put in LEFT_TO_READERS.items():
            line = line.replace(left, put)
        server = next((name for name in SERVERS if line.strip().startswith(name)), None)
        if server:
            log = f"server{len(lines)}.log"
            lines.append(f"{line} > {log} 2>&1 &")
            lines.append(f"for _ in $(seq 6000); do grep -q '{SERVERS[server]}' {log} && break; sleep 0.1; done")
            lines.append(f"grep -q '{SERVERS[server]}' {log} || {{ cat {log}; exit 1; }}")
        else:
            lines.append(line)
    if code := "".join(each for each in blocks(page, "python") if each not in code_before):
        lines.append(f"python -W error - <<'CODE'\n{code}CODE")
    for command, answer in answers(page):
        lines.append(f"diff <({command} 2>&1) - <<'ANSWER'\n{answer}ANSWER")
    return "\n".join(lines)


RUN = [page for page in ("README.md", "README.zh.md", *DOCS) if page != ANOTHER_PLACE and script(page)]


def left_out(place: str, names: list[str]) -> set[str]:
    """What is installed, cached, made or tested; the reports have their folder's name in common with code."""
    return IGNORED(place, names) | ({"reports", "tests"} if Path(place) == PROJECT else set())


def copy_project(folder: Path, commands: str, few: bool) -> None:
    """A copy of the project, with an environment in which its own modules are found, and with little to run."""
    shutil.copytree(PROJECT, folder, ignore=left_out)
    (folder / "reports").mkdir()
    notebooks = [path.stem for path in folder.glob("notebooks/*.ipynb")]
    named = f"{commands} {'10-factcheck' if 'zhaotong factcheck' in commands else ''}"
    kept = {name for name in notebooks if not few or name in named or name == "00-brief"}
    for path in [*folder.glob("notebooks/*.ipynb"), *folder.glob("notebooks/presets/*.yml")]:
        if (path.suffix == ".ipynb" and path.stem not in kept) or (path.suffix == ".yml" and path.name not in commands):
            path.unlink()
    for path in folder.glob("notebooks/sweeps/*.yml"):
        grid = yaml.safe_load(path.read_text(encoding="utf-8"))["grid"]
        regions = grid["region"][:2] if isinstance(grid["region"], list) else ["Zhaotong"]
        short = {"notebook": sorted(kept & set(grid["notebook"])), "region": regions, "language": ["en"]}
        path.write_text(yaml.safe_dump({"grid": short}), encoding="utf-8")
    here, environment = Path(sys.prefix), folder / ".venv"
    (environment / "bin").mkdir(parents=True)
    for path in (here / "bin").iterdir():
        (environment / "bin" / path.name).symlink_to(path)
    (environment / "lib").symlink_to(here / "lib")
    if (here / "pyvenv.cfg").exists():
        shutil.copy(here / "pyvenv.cfg", environment)
    (environment / "bin/activate").unlink(missing_ok=True)
    (environment / "bin/activate").write_text(f"export VIRTUAL_ENV={environment} PATH={environment}/bin:$PATH\n")
    (environment / ".zhaotong-growth").write_text(f"{folder}\n")  # make's own mark: nothing is to be installed
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)


def not_ignored(folder: Path) -> set[str]:
    """What git would tell of as new, but for what the test itself has put there."""
    new = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], cwd=folder, capture_output=True, text=True, check=True
    )
    return {name for name in new.stdout.splitlines() if not re.fullmatch(r"server\d+\.log", name)}


def free_port() -> int:
    """A port that no one listens at, for what would take one that others may have taken."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def run_page(page: str, tmp_path: Path, start: Callable[..., subprocess.Popen]) -> Path:
    """Run all commands of a page in a copy of the project, and return the copy."""
    commands, folder = script(page).replace("PORT", str(free_port())), tmp_path / "project"
    copy_project(folder, commands, few=page != ANOTHER_PLACE)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("ZHAOTONG", "PYTEST", "VIRTUAL_ENV"))
    }
    person = {f"GIT_{role}_{what}": "reader" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    settings = tmp_path / "jupyter"
    settings.mkdir()
    (settings / "jupyter_config.json").write_text('{"ServerApp": {"allow_root": true}}')  # where tests run as root
    process = start(
        ["bash", "-e", "-u", "-o", "pipefail", "-x", "-c", commands],
        cwd=folder,
        env={
            **environment,
            **person,
            "PYTHONPATH": str(folder / "src"),
            "PATH": f"{folder / '.venv/bin'}:{os.environ['PATH']}",
            "BROWSER": "true",
            "JUPYTER_CONFIG_DIR": str(settings),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said, _err = process.communicate(timeout=1800)
    finally:
        end_family(process.pid)  # what serves goes on when the commands are done
    assert process.returncode == 0, said[-5000:]
    assert not_ignored(folder) == set()
    return folder


def test_what_is_left_to_ci_is_run_there():
    script = (PROJECT / ".ci/run").read_text(encoding="utf-8")
    for command in RUN_BY_CI:
        assert re.search(rf"^{command}($| \|\|)", script, flags=re.MULTILINE), command


@pytest.mark.slow
@pytest.mark.parametrize("page", RUN)
def test_every_command_of_a_page_does_what_it_says(page, tmp_path, start):
    run_page(page, tmp_path, start)


@pytest.mark.slow
def test_who_follows_the_page_has_reports_on_another_place(tmp_path, start):
    """The place is invented, and says so: no figure of it is in data/."""
    folder = run_page(ANOTHER_PLACE, tmp_path, start)
    assert "Testshire" not in (PROJECT / "data/regions.csv").read_text(encoding="utf-8")
    reports = folder / "my-reports"
    made = {path.parent.name for path in reports.glob("*/testshire.en.html")}
    assert {"00-brief", "01-growth", "03-trend"} <= made
    for language, words in {
        "en": ("Testshire", "Guizhou", "China", "Figures invented for an example"),
        "zh": ("测试州", "贵州省", "全国", "Figures invented for an example"),
    }.items():
        page = (reports / f"01-growth/testshire.{language}.html").read_text(encoding="utf-8")
        assert [word for word in words if word not in page] == []
        assert "--data my-data" in page
    assert "Testshire" in (reports / "index.html").read_text(encoding="utf-8")
    assert "测试州" in (reports / "index.zh.html").read_text(encoding="utf-8")


def made_by_examples(page: str) -> set[str]:
    """What the commands and the code of a page name as files and folders to be made, as far as their names tell."""
    text = "\n".join([*command_lines(page), *blocks(page, "python")])
    made = set(re.findall(r"(?<![\w/.*-])([\w-]+\.(?:csv|html|ipynb|parquet|xlsx|zip))\b", text))
    made |= {f"{name}/file" for name in re.findall(r"(?:cp -r \S+|mkdir -p|zhaotong site|--output-dir) ([\w-]+)", text)}
    for name, folder in re.findall(r"zhaotong new ([\w-]+)(?: --notebooks ([\w-]+))?", text):
        made.add(f"{folder or 'notebooks'}/{name}.ipynb")
    return made


def test_git_tells_of_nothing_that_the_examples_make():
    made = sorted(set().union(*map(made_by_examples, PAGES)))
    assert {"figures.xlsx", "difference.html", "my-data/file", "notebooks/my-question.ipynb"} <= {*made}
    ignored = subprocess.run(
        ["git", "check-ignore", "--no-index", *made], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert set(made) - set(ignored.stdout.splitlines()) == set()


def commands_in_text(page: str) -> list[str]:
    text = re.sub(r"^ *```.*?^ *```$", "", (PROJECT / page).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`((?:zhaotong|make) [^`]*)`", text)


@pytest.mark.parametrize("page", PAGES)
def test_commands_named_in_the_text_of_a_page_exist(page):
    targets = re.findall(r"^([a-z-]+):.*## ", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for command in commands_in_text(page):
        program, name, *words = command.split()
        if program == "make":
            assert name in targets, command
            continue
        assert name in zhaotong.commands, command
        options = [option for param in zhaotong.commands[name].params for option in param.opts]
        assert {word for word in words if word.startswith("-")} <= set(options), command


def test_the_documentation_is_short():
    assert len(DOCS) <= 6


def chinese_of(page: str) -> str:
    return f"{page.removesuffix('.md')}.zh.md"


def read(page: str) -> str:
    return (PROJECT / page).read_text(encoding="utf-8")


def prose(page: str) -> str:
    return re.sub(r"^ *```.*?^ *```$", "", read(page), flags=re.DOTALL | re.MULTILINE)


def without_comments(code: list[str]) -> list[str]:
    return [re.sub(r"\s+# .*", "", line) for block in code for line in block.splitlines()]


def test_every_page_stands_in_both_languages_and_leads_to_the_other_at_once():
    assert [chinese_of(page) for page in ENGLISH] == CHINESE
    for page in ENGLISH:
        other = chinese_of(page)
        assert read(page).splitlines()[1:4] == ["", f"[中文]({Path(other).name})", ""], page
        assert read(other).splitlines()[1:4] == ["", f"[English]({Path(page).name})", ""], other


@pytest.mark.parametrize("page", ENGLISH)
def test_a_page_in_chinese_has_the_sections_commands_and_code_of_the_one_in_english(page):
    """Comments may differ; so may the README's commands, which name places in Chinese and are run by themselves."""
    other = chinese_of(page)
    levels = [re.findall(r"^#+(?= )", prose(each), re.MULTILINE) for each in (page, other)]
    assert levels[0] == levels[1]
    if page == "README.md":
        commands = [[line.split()[:2] for line in command_lines(each) if line] for each in (page, other)]
        assert commands[0] == commands[1]
        return
    for language in ("sh", "python", "yaml", "text"):
        assert without_comments(blocks(page, language)) == without_comments(blocks(other, language)), language
    assert [command for command, _answer in answers(page)] == [command for command, _answer in answers(other)]
    named = [set(re.findall(r"`([^`\n]+)`", prose(each))) for each in (page, other)]
    assert named[0] == named[1]


@pytest.mark.parametrize("page", [page for page in CHINESE if answers(page)])
def test_answers_in_chinese_are_what_the_program_says(page, tmp_path):
    """Those in English are held against it where all commands of a page are run."""
    environment = os.environ | {"ZHAOTONG_LANGUAGE": "zh", "PATH": f"{Path(sys.prefix) / 'bin'}:{os.environ['PATH']}"}
    if "my-question" in answers(page)[0][0]:  # the notebook that the page has begun before
        environment["ZHAOTONG_NOTEBOOKS"] = str(tmp_path)
        subprocess.run(["zhaotong", "new", "my-question"], env=environment, cwd=tmp_path, check=True)
    for command, answer in answers(page):
        run = subprocess.run(
            command.split(), env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert run.stdout + run.stderr == answer


def addresses(page: str) -> set[str]:
    """The addresses of its sections, as GitHub makes them."""
    titles = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_what_there_is_and_from_chinese_to_chinese(page):
    for link in re.findall(r"\]\((?!https?://)([^)\s]+)\)", prose(page)):
        name, _sharp, section = link.partition("#")
        target = (PROJECT / page).parent / name if name else PROJECT / page
        assert target.exists(), link
        if section:
            assert section in addresses(str(target)), link
        translated = target.with_name(chinese_of(target.name))
        if page in CHINESE and translated.exists():
            assert f"[English]({link})" in read(page), f"{link} has a page in Chinese"


@pytest.mark.parametrize("page", CHINESE)
def test_chinese_has_the_punctuation_of_chinese(page):
    text = re.sub(r"`[^`]*`|\]\([^)]*\)", "]", prose(page))
    assert (
        re.findall("[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]|[\u4e00-\u9fff] [\u4e00-\u9fff].{9}", text) == []
    )


def test_every_command_is_described():
    text = "".join((PROJECT / page).read_text(encoding="utf-8") for page in PAGES)
    for name, command in zhaotong.commands.items():
        assert isinstance(command, click.Command)
        assert f"zhaotong {name}" in text, name


def width_of(path: Path) -> int:
    with Image.open(path) as picture:
        return picture.width


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="needs chromium on the path")
def test_the_pictures_of_the_readme_are_drawn(tmp_path):
    subprocess.run([sys.executable, PROJECT / "docs/picture.py", tmp_path], check=True, cwd=tmp_path)
    drawn, standing = (
        {path.name: width_of(path) for path in each.glob("*.png")} for each in (tmp_path, PROJECT / "docs")
    )
    assert drawn == standing
